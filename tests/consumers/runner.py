"""How the runner of GitHub Actions reads a log: which lines are commands."""

# the commands that the runner of GitHub Actions acts on, as its documentation and source name them
COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-matcher"}
COMMANDS |= {"remove-matcher", "stop-commands", "echo", "set-output", "save-state", "set-env", "add-path"}


def command(line):
    """(name, properties, data) where the runner takes the line for a command."""
    line = line.lstrip()
    if line.startswith("::") and "::" in line[2:]:
        head, data = line[2:].split("::", 1)
        name, _, properties = head.partition(" ")
        if name in COMMANDS:
            pairs = (pair.split("=", 1) for pair in properties.split(","))
            return name, {p[0]: unescape(p[1], ":,") for p in pairs if len(p) == 2}, unescape(data)
    if "##[" in line and "]" in line.split("##[", 1)[1]:
        name = line.split("##[", 1)[1].split("]", 1)[0].split(" ")[0]
        if name in COMMANDS:
            return name, {}, ""
    return None


def unescape(text, more=""):
    for char in "\r\n" + more + "%":
        text = text.replace(f"%{ord(char):02X}", char)
    return text
