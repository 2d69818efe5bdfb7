from cms.management.roles import RoleCommand
from organisations.services import roles


class Command(RoleCommand):
    help = "Take a role from somebody, and with it the way into the back office."

    def change(self, **role):
        roles.revoke(**role)
        return f"{role['user']} is no longer {role['kind']}"
