from alembic.operations import MigrateOperation, Operations


class Plugin(MigrateOperation):
    def __init__(self, name):
        self.name = name

    @classmethod
    def invoke_for(cls, operations, name):
        return operations.invoke(cls(name))


@Operations.register_operation("create_audit", "invoke_for")
class CreateAudit(Plugin):
    pass


@Operations.register_operation("drop_audit", "invoke_for")
class DropAudit(Plugin):
    pass


@Operations.implementation_for(CreateAudit)
def create_audit(operations, operation):
    operations.execute(f"CREATE TABLE {operation.name}_audit (id integer, at timestamp)")


@Operations.implementation_for(DropAudit)
def drop_audit(operations, operation):
    operations.drop_table(f"{operation.name}_audit")
