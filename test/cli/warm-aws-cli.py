"""The AWS CLI, loaded once: each call is a fork of this process. Half a second a call would make minutes of the tests of scripts.

Usage: warm-aws-cli.py SOCKET. Clients send their arguments as JSON, with their stdin, stdout and stderr, and read the exit code.
"""

import json
import os
import signal
import socket
import sys

import awscli.clidriver

driver = awscli.clidriver.create_clidriver()
for name in ("iam", "sts", "sso-admin"):
    driver.session.get_service_model(name)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
print("ready", flush=True)
while True:
    connection, _ = server.accept()
    if os.fork() != 0:
        connection.close()
        continue
    server.close()
    message, files, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    for number, file in enumerate(files):
        os.dup2(file, number)
    code = 255
    try:
        code = driver.main(json.loads(message))
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        connection.send(bytes([(code or 0) & 255]))
        os._exit(0)
