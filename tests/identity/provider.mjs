// A real OpenID provider for tests: anybody logs in by naming a key of PEOPLE, with any password.
import Provider from "oidc-provider";

const { PORT, CLIENT, REDIRECTS, PEOPLE } = process.env;
const people = JSON.parse(PEOPLE);
const issuer = `http://127.0.0.1:${PORT}`;

const provider = new Provider(issuer, {
  clients: [{ ...JSON.parse(CLIENT), redirect_uris: JSON.parse(REDIRECTS) }],
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["given_name", "family_name"],
  },
  findAccount: (_context, sub) =>
    people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub] }) },
  // Nobody is asked what the client may know.
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});
provider.listen(Number(PORT), "127.0.0.1");
