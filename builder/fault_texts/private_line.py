"""What keeps a digest from being sealed or sent, and an answer from being taken in."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- sealing and mail ------------------------------------------------------------------------------------
    "digest-no-certificate": (
        "the service {service} has no certificate, and a digest is not written unsealed",
        "ask the recipient for theirs (a file that ends in .cer, .crt or .pem) and name it with certificate_file, or give --unsealed",
    ),
    "digest-no-password": (
        "the service {service} has no password, and a digest is not written unsealed",
        "name a file such as .keys/{service}.password with password_file, and make it with `vertelkaart keys make`",
    ),
    "digest-nobody": (
        "nobody gets the digest of the service {service} today: the first day of each recipient lies ahead, or their last is past",
        "look at since and until of its recipients in site_config/services.yml",
    ),
    "certificate-private-key": (
        "THIS IS A PRIVATE KEY. Whoever has it can read the mail of this person",
        "remove it now and tell its owner; ask only for the certificate, a file that ends in .cer, .crt or .pem and not in .p12 or .pfx",
    ),
    "not-a-certificate": (
        "expected one certificate, as PEM or DER",
        "ask for the file again, or export it again from the mail program",
    ),
    "certificate-expired": (
        "the last day of this certificate is past",
        "ask the recipient for their new one",
    ),
    "certificate-not-yet": (
        "the first day of this certificate lies ahead",
        "wait for that day, or ask for the certificate that is valid now",
    ),
    "certificate-weak": (
        "the key of this certificate is not one to seal with; expected RSA of 2048 bits or more",
        "ask for a certificate with such a key, or use seal: age",
    ),
    "certificate-purpose": (
        "this certificate is not for sealed mail; its maker kept it for something else",
        "ask for the certificate with which the recipient gets encrypted mail",
    ),
    "password-file-outside": (
        "the password file lies outside .keys/",
        "put it in .keys/, which never goes into git, and name it so",
    ),
    "password-file-open": (
        "others on this computer can read this password",
        "type: chmod 600 and the name of the file; then give the recipient a new password",
    ),
    "password-weak": (
        "this password is too easy to guess; expected one line of {least} to 100 plain letters, digits and signs, at least 6 of them different",
        "delete the file and let `vertelkaart keys make` draw one",
    ),
    "password-formats": (
        "a password closes only a PDF and a sheet, and the service {service} asks for neither",
        "add pdf or xlsx to formats, or choose another seal",
    ),
    "no-signing-key": (
        "there is no key to sign digests with",
        "make it with `vertelkaart keys make`, or take it from your copy of .keys/",
    ),
    "signing-key-broken": (
        "this is not the key that digests are signed with: expected an Ed25519 key of OpenSSH without a password",
        "take the file from your copy of .keys/; a new pair means that every service needs a new coordinator.signers",
    ),
    "parcel-missing": (
        "the file or its signature is not there",
        "make the digests of this period again",
    ),
    "signature-wrong": (
        "THE FILE IS NOT AS IT WAS SIGNED: it was changed, or somebody else signed it",
        "do not open or send it; make the digest again, and find out who could write here",
    ),
    "signature-missing": (
        "the file has no signature beside it",
        "ask for the file that ends in .sig; without it nobody knows whose this is",
    ),
    "parcel-nowhere": (
        "there is no such file, or no sealed file in this folder",
        "give the path of a sealed file, or of a folder in build/digest/",
    ),
    "digest-not-made": (
        "there are no sealed digests of this period",
        "make them first: vertelkaart digest --since … --until …, with the same two days",
    ),
    "digest-outdated": (
        "{count} signals in these digests may not go any more: withdrawn, gone, or no longer with that service",
        "make the digests of this period again, and send those",
    ),
    "recipient-no-email": (
        "with handover: mail each recipient needs an address",
        "add email: with one address, or choose handover: folder",
    ),
    "recipient-repeated": (
        "another recipient of this service has the same name, and nobody could tell who got the digest",
        "give each recipient a name of their own, such as the role and the office",
    ),
    "parcel-not-theirs": (
        "the digest of this period was not closed for this recipient, or with another key than they have now",
        "make the digests of this period again, and send those",
    ),
    "not-a-host": (
        "expected the name of a server, such as mail.example.org",
        "ask whoever keeps the mail of your organisation; without https:// or a /",
    ),
    "authority-file-name": (
        "expected a plain path inside the project, such as .keys/mail-authority.crt",
        "put the file there, without .. or a / at the start",
    ),
    "mail-no-settings": (
        "it is not known which server takes the mails",
        "add mail: with host and sender to site_config/city.yml",
    ),
    "mail-no-password": (
        "there is no password for the mail server",
        "put it in the variable {variable} of this terminal, or in the keyring; never in a file",
    ),
    "mail-authority-file": (
        "the file of mail.authority_file is not there or holds no certificate (PEM)",
        "ask whoever keeps the mail for the certificate of the authority",
    ),
    "mail-no-connection": (
        "the mail server {host} cannot be reached on port {port}, or hung up; nothing more was sent",
        "check the network, and host and port in site_config/city.yml; then type the same command again",
    ),
    "mail-slow": (
        "the mail server {host} does not answer on port {port}; nothing more was sent",
        "check port and security in site_config/city.yml (587 with starttls, 465 with tls), or try again later",
    ),
    "mail-certificate": (
        "nobody whom this computer trusts vouches for the mail server {host} on port {port}, or its certificate has expired; nothing was sent",
        "tell whoever keeps the mail; has the city an authority of its own, name its certificate with mail.authority_file",
    ),
    "mail-wrong-host": (
        "the server on {host}, port {port}, shows the certificate of another one; nothing was sent",
        "check host in site_config/city.yml: it must be the name that stands in the certificate",
    ),
    "mail-no-tls": (
        "the mail server {host} offers no closed way on port {port} (STARTTLS); nothing was said or sent in the open",
        "try security: tls in site_config/city.yml, or ask whoever keeps the mail",
    ),
    "mail-tls-failed": (
        "no closed way to the mail server {host} on port {port} could be made; nothing was sent",
        "check port and security in site_config/city.yml (587 with starttls, 465 with tls); the server must know TLS 1.2 or newer",
    ),
    "mail-server-refuses": (
        "the mail server {host} on port {port} does not want to talk ({reply}); nothing was sent",
        "try again later, or ask whoever keeps the mail",
    ),
    "mail-no-login": (
        "the mail server {host} asks no name and password on port {port}, or in a way that we do not know",
        "check the port, or leave username out of site_config/city.yml",
    ),
    "mail-login-refused": (
        "the mail server {host} does not take this name and password ({reply}); nothing was sent",
        "check username in site_config/city.yml and the password; some servers want one made for programs",
    ),
    "mail-sender-refused": (
        "the mail server does not let this sender send ({reply}); nothing more was sent",
        "check sender in site_config/city.yml, and whether username may send for it",
    ),
    "unknown-service": ("there is no service of this name; expected {expected}", "use an id of services.yml"),
    "not-a-service": ("a name of a service has lower-case letters, digits and hyphens", "use an id of services.yml"),
    "port-busy": ("no free port near {port}", "give another one with --port"),
    # -- answers of services ---------------------------------------------------------------------------------
    "answer-file-kind": (
        "this is no sheet (.xlsx) and no list of Open311 (.json)",
        "open it in the program that made it, and save it as .xlsx",
    ),
    "answer-too-large": (
        "there is far more in it than a digest has; it is not opened",
        "give the sheet of one digest at a time, without pictures or other sheets in it",
    ),
    "answer-broken": (
        "the file is damaged, or something else than its name says",
        "open it in a spreadsheet program and save it again as .xlsx; if that fails, ask the service for it again",
    ),
    "answer-macros": (
        "there are macros in this workbook; it is not opened",
        "ask the service for the sheet as .xlsx without macros",
    ),
    "answer-locked": (
        "this workbook is old (.xls) or has a password, which cannot be read here",
        "open it in a spreadsheet program and save it as .xlsx without a password",
    ),
    "answer-password": (
        "this workbook does not open with that password, or is an old one (.xls)",
        "try the password again; or save it as .xlsx without a password",
    ),
    "answer-empty-folder": (
        "there is no sheet (.xlsx) and no list of Open311 (.json) in this folder",
        "name the file itself",
    ),
    "answer-other-sheet": (
        "no sheet of this workbook comes from a digest: its hidden row with keys is not there",
        "copy the answers into the sheet that the digest came with, and give that one",
    ),
    "answer-row-without-signal": (
        "something is filled in here, but the hidden cell {cell} does not say what it is about",
        "copy the answer to the row of its signal in the sheet that the digest came with",
    ),
    "answer-formula": (
        "cell {cell} is computed by a formula, so nobody can say who wrote it",
        "type the text itself into the cell",
    ),
    "answer-cell": ("cell {cell} holds something else than words", "type the text into the cell"),
    "answer-status": (
        "cell {cell} is not a status that a service can give; expected {expected}",
        "choose one from the list of the cell; what is more goes into the column of the reason",
    ),
    "answer-day": ("cell {cell} is not a day", "write it as 2026-03-14 or 14/3/2026"),
    "answer-forwarded-to": (
        "cell {cell} names no service of site_config/services.yml, or more than one",
        "write the id of the service; whom the map does not know goes into the column of the reason",
    ),
    "answer-json": (
        "this is no list of requests or updates of Open311 in JSON",
        "export them as JSON by GeoReport v2, as a list",
    ),
    "answer-request-id": (
        "entry {number} has no service_request_id of this map",
        "take the ids over as they are in the Open311 folder of the digest",
    ),
    "answer-request-service": (
        "entry {number} does not say which service answers",
        "give the service with --service, or put the file in a folder with its id",
    ),
    "half-reduced": (
        "signals are being reduced, or that was cut off half way",
        "type vertelkaart signals reduce, which ends it; does it say that a file was changed, put that file back first",
    ),
    "answer-other-service": (
        "row or entry {number} answers for another service than the one given with --service",
        "ask who sent the file; a service can answer only for itself",
    ),
    "answer-request-status": (
        "the status of entry {number} is not known; expected {expected}",
        "write open or closed, or the word of the digest",
    ),
    "answer-request-day": (
        "the updated_datetime of entry {number} is not a day and time",
        "write it as 2026-03-14T09:30:00Z",
    ),
    "answer-no-service": (
        "say which files came back, or the service for which you want to type the answers",
        "write vertelkaart signals answer FILE, or vertelkaart signals answer --service ID; known: {expected}",
    ),
    "answer-without-yes": (
        "nobody can be asked here whether this may be written; nothing was written",
        "look with --dry-run, and add --yes",
    ),
    "workshop-unknown": ("there is no workshop with this name", "write the name of its folder in stories/"),
    "letter-language": (
        "there are no words for a letter in this language; expected {expected}",
        "choose one of these, and have it translated by a person",
    ),
    "follow-up-changed": ("the file changed meanwhile; nothing was written", "do the same again"),
}
