from cms.management.roles import RoleCommand
from organisations.services import roles


class Command(RoleCommand):
    help = "Give somebody a role, and with it the way into the back office."

    def change(self, **role):
        return str(roles.grant(**role))
