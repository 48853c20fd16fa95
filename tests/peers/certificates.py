# SPDX-License-Identifier: Apache-2.0
"""Certificates for servers that tests start: a test authority and what it signs."""

import subprocess


def openssl(folder, *words):
    subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=folder)


def make_authority(folder):
    """ca.pem and ca.key."""
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key",
            "-out", "ca.pem", "-days", "30", "-subj", "/CN=test CA")


def make_certificate(folder, name="srv", hosts="DNS:localhost,IP:127.0.0.1"):
    """NAME.pem and NAME.key, signed by the authority for `hosts`."""
    (folder / f"{name}.san").write_text(f"subjectAltName={hosts}\n")
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
            "-out", f"{name}.csr", "-subj", "/CN=localhost")
    openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "30", "-out", f"{name}.pem", "-extfile", f"{name}.san")


def make_self_signed(folder, name):
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
            "-out", f"{name}.pem", "-days", "30", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")


def make_expired(folder, name):
    """Like make_certificate(), but out of date."""
    make_certificate(folder, name)
    (folder / f"{name}.index").write_text("")
    (folder / f"{name}.serial").write_text("01\n")
    (folder / f"{name}.cnf").write_text(
        f"[ca]\ndefault_ca = d\n[d]\ndatabase = {name}.index\nserial = {name}.serial\n"
        "new_certs_dir = .\ndefault_md = sha256\npolicy = p\n[p]\ncommonName = supplied\n")
    openssl(folder, "ca", "-batch", "-config", f"{name}.cnf", "-in", f"{name}.csr",
            "-cert", "ca.pem", "-keyfile", "ca.key", "-out", f"{name}.pem", "-notext",
            "-startdate", "20200101000000Z", "-enddate", "20200201000000Z",
            "-extfile", f"{name}.san")
