# SPDX-FileCopyrightText: 2026 the mrt authors
# SPDX-License-Identifier: Apache-2.0
# The requests, one after the other.


def answer(project, channel, request):
    """Answers one request; returns the next where answering this one already read it."""
    command = request["command"]
    if command in STEPS:
        return project.step(request)
    if command == "history":
        channel.write({"ok": True, "history": project.history()})
    elif command == "probe":
        channel.write(dict(project.probe(), ok=True, versions=project.versions))
    elif command == "current":
        channel.write({"ok": True, "heads": project.current()})
    elif command == "differences":
        channel.write({"ok": True, "differences": project.differences()})
    elif command == "release":
        if hasattr(project, "release"):
            project.release()
        channel.write({"ok": True})
    elif command == "ping":
        channel.write({"ok": True})
    else:
        raise Refused("Unknown command %s" % command)
    return None


def main():
    channel = Channel()
    own_session()
    request = channel.read()
    channel.secrets = [s for s in (request["target"].get("password"),) if s]
    root = os.path.abspath(request["root"])
    project = None
    try:
        os.chdir(root)
        # The folder that we were started in makes way for the project's, as it would be with manage.py or python -m alembic.
        sys.path[0:1] = [os.path.abspath(entry) for entry in (request.get("path") or [])] + [root]
        sys.argv = ["alembic" if request["framework"] == "alembic" else "manage.py"]
        project = (Alembic if request["framework"] == "alembic" else Django)(channel, request)
        channel.write({"ok": True, "versions": project.versions})
    except BaseException as error:
        channel.write(failure(error, root))
        os._exit(1)
    request = None
    while True:
        if request is None:
            request = channel.read()
        project.pending = request
        try:
            request = answer(project, channel, request)
        except BaseException as error:
            # After the reply to a step, env.py may still fail while it closes down: then nobody waits for an answer.
            if project.pending is not None:
                channel.write(failure(error, root))
            request = None
        finally:
            project.pending = None


main()
