"""What a command cannot do as it was asked, and what publishing refuses."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- commands --------------------------------------------------------------------------------------------
    "build-locked": ("another build is busy in this folder", "wait for it, or stop it"),
    "site-folder": (
        "the folder of site_dir in mkdocs.yml holds something else than a site, and would be replaced as a whole",
        "write site_dir: build/site in mkdocs.yml, and let build/ be a plain folder",
    ),
    "docs-folder": (
        "the folder of docs_dir in mkdocs.yml is not inside site_config/",
        "write docs_dir: site_config/pages in mkdocs.yml",
    ),
    "settings-read-files": (
        "{name} in mkdocs.yml can copy any file into a page, also one of stories/",
        "take it out of mkdocs.yml, and write what a page says in the page itself",
    ),
    "build-broken": (
        "the build stopped at something unexpected ({name}); nothing was written",
        "run it again as `vertelkaart --debug …`: a private file then tells where",
    ),
    "debug-folder": (
        "the folder .cache/vertelkaart/debug/ cannot be used: it is a link, or somebody else's",
        "delete it, and try again",
    ),
    "settings-of-mkdocs": (
        "mkdocs.yml cannot be read",
        "compare it with the mkdocs.yml of the example; `vertelkaart --debug build` writes down what MkDocs says",
    ),
    "changed-during-build": ("the file changed during the build", "build again"),
    "came-during-build": ("the file came or went during the build", "build again"),
    "tree-not-whole": (
        "what was written is not whole: {missing} files are missing, {wrong} are wrong; the last site stays",
        "build again; if it stays so, look whether the disk is full, or another plugin of mkdocs.yml writes files",
    ),
    "lock-impossible": (
        "this disk cannot lock files, so two builds could mix",
        "put the project on a disk of this computer, not on a network disk",
    ),
    "disk-full": ("the disk is full; what was there before stays", "make room on the disk, and try again"),
    "disk-forbidden": (
        "a folder or file may not be written here; what was there before stays",
        "look at who owns the folders build/ and .cache/, or copy the project to a folder of your own",
    ),
    "disk-trouble": (
        "the disk did not do what was asked ({name}); what was there before stays",
        "try again; if it stays so, make a copy of the project and have the disk looked at",
    ),
    "plugin-missing": ("mkdocs.yml does not name the plugin vertelkaart", "write plugins: [vertelkaart] in mkdocs.yml"),
    "page-inline": (
        "a page in site_config/pages/ has a style=… or an on…=…, which visitors do not get: {name}",
        "write it in Markdown, or as a class",
    ),
    "page-warnings": (
        "a page in site_config/pages/ has the problem above; nothing was written",
        "correct the link or the page it names",
    ),
    "story-unknown": ("there is no story with this name", "write 2026-bib/de-brug, or only de-brug"),
    "story-unknown-guess": ("there is no story with this name", "did you mean {guess}?"),
    "story-ambiguous": ("several stories have this name", "write one of {guess}"),
    "not-withdrawn": ("this story is not withdrawn", "see site_config/withdrawn.yml"),
    "undo-without-file": (
        "the file of this story is not there",
        "put it back first, with the new consent in it",
    ),
    "undo-without-consent": (
        "this story has no consent from after {day}, the day on which it was withdrawn",
        "ask the teller, and write consent: {{publish: true, given_on: …}} with the day of the new consent",
    ),
    "withdraw-without-yes": (
        "nobody can be asked here whether this is the right story",
        "add --yes, and the story is withdrawn at once",
    ),
    "withdrawn-not-shown": (
        "the story is withdrawn, but what is left to do could not be shown",
        "put build/site/ on the web now; then type the same command again, and it shows the list",
    ),
    "not-a-project": ("there is no {name} here", "go to the folder of your map, where mkdocs.yml is"),
    "story-name": (
        "expected the names of the workshop and the story, such as 2026-bib/de-brug",
        "use lower-case letters, digits and hyphens",
    ),
    "story-exists": ("this story is already there", "open that file, or choose another name"),
    "digest-period": ("--since is after --until", "swap the two dates"),
    "signal-renamed": (
        "there is no such signal, and the same text now stands in {other}, line {other_line}: was it renamed?",
        "`vertelkaart signals settle` asks, and writes the new name",
    ),
    "rename-nothing": (
        "no follow-up has this name in the workshop of the new one",
        "look in its follow_up.yml; a follow-up stays with its workshop",
    ),
    "rename-one-workshop": (
        "the two names are of different workshops",
        "move the follow-up by hand to the follow_up.yml of the other workshop",
    ),
    "follow-up-layout": (
        "this file is laid out so that a program cannot change it with certainty",
        "change it by hand, or put each key on a line of its own",
    ),
    "files-changed": (
        "a file was changed meanwhile; nothing was written",
        "do it again; if it stays so, look what git shows as changed",
    ),
    "kept-name-taken": (
        "a new signal has the name of one whose public reply stays",
        "give the new signal another id",
    ),
    "keep-not-set": (
        "this city keeps its signals: privacy.keep_signals_months is not set",
        "write it in site_config/city.yml, for example keep_signals_months: 60",
    ),
    "keep-too-short": (
        "signals are needed for longer; expected at least {least} months, three periods of the longest calendar",
        "write a larger number, or leave it out to keep them",
    ),
    "filter-unknown": ("nothing has the name that {option} gives", "look for it in site_config/, or in stories/"),
    "signal-unknown": ("there is no such signal", "`vertelkaart signals list` shows all of them"),
    "signal-ambiguous": (
        "several signals may be meant",
        "write the whole name, as `vertelkaart signals list` shows it",
    ),
    "calendar-months": (
        "the periods of this calendar do not fit in a year; expected 1, 2, 3, 4, 6 or 12",
        "write every_months: 4 for three digests a year",
    ),
    "service-dates": ("the last day comes before the first", "swap since and until, or leave one out"),
    "delivered-unreadable": (
        "this line of the list of deliveries cannot be read; nothing is guessed from it",
        "take the file from your copy, or delete this line: that digest then counts as not delivered",
    ),
    "digest-no-key": (
        "the service {service} has no key, and a digest is not written unsealed",
        "add a recipient in site_config/services.yml, make one with `vertelkaart keys make`, or give --unsealed",
    ),
    "digest-key-expired": ("the key of the service {service} has expired", "ask the service for a new one"),
    "key-file-outside": ("the key file lies outside the project", "put it in .keys/ and name it so"),
    # -- publishing ------------------------------------------------------------------------------------------
    "public-private-words": (
        "words of {source} stand in this public file",
        "correct the story, build again, and tell who maintains the builder: this should never be",
    ),
    "public-private-place": (
        "the exact place of {source} stands in this public file",
        "correct the story, build again, and tell who maintains the builder: this should never be",
    ),
    "public-fingerprint": (
        "a fingerprint of {source} stands in this public file",
        "tell who maintains the builder: a fingerprint lets somebody check a guess",
    ),
    "public-file-closed": (
        "this file looks like an archive, picture, sound or PDF and cannot be opened, so nobody can say what is in it",
        "take it out of the city's own files, and build again",
    ),
    "publish-no-site": ("there is no site in build/site/", "build it first: vertelkaart build"),
    "publish-not-whole": ("the site in build/site/ is not as a build left it", "build it again: vertelkaart build"),
    "publish-stale": ("files changed since the site was built", "build it again: vertelkaart build"),
    "publish-revives": (
        "a story that was withdrawn at this address would come back",
        "set it to withdrawn here too (was a backup restored?), and build again",
    ),
    "publish-put-back": (
        "stories that were withdrawn at this address would come back (was a backup restored?); they are on the list of withdrawn stories again: {stories}",
        "build, and publish again: vertelkaart build",
    ),
    "publish-gh-deploy": (
        "mkdocs gh-deploy pushes from the repository with the stories, without a last look; it is not used here",
        "publish with: vertelkaart publish --to <repository of the site>",
    ),
    "publish-no-git": ("git is not installed on this machine", "install git, or publish to a folder"),
    "publish-own-repository": (
        "this repository holds your private files, or is linked to the one that does; it must not become public, and a branch of it neither",
        "make a second repository for the site alone, empty, and give its address with --to",
    ),
    "publish-git-failed": (
        "git could not do it; nothing was published",
        "try `git ls-remote` with the same address to see why",
    ),
    "publish-branch-name": ("this is no name for a branch", "write --branch gh-pages"),
    "publish-denied": (
        "{address} does not let you in; nothing was published",
        "check your key or password for git, and that you may write there",
    ),
    "publish-overtaken": (
        "the branch at {address} changed meanwhile, or takes no push; nothing was published",
        "publish again; if it stays so, look whether the branch is protected",
    ),
    "publish-no-repository": (
        "there is no repository at {address}",
        "check the address, and make the repository first",
    ),
    "publish-unreachable": (
        "{address} cannot be reached; nothing was published",
        "check the connection, and try again",
    ),
    "publish-foreign-branch": (
        "this branch holds something else than a published site",
        "give another name with --branch",
    ),
    "publish-into-project": (
        "this folder is your project, lies in it, or holds it; it would be replaced as a whole",
        "give a folder outside of the project, or one such as build/public",
    ),
    "publish-foreign-folder": (
        "this folder holds something else than a published site, and would be replaced as a whole",
        "give an empty folder or a new one",
    ),
    "publish-folder-named-git": (
        "there is no repository in this folder, and its name ends in .git",
        "make the repository first (git init --bare <folder>), or give a folder with another name",
    ),
    "publish-folder-write": (
        "the folder cannot be written; what stood there still stands",
        "check that you may write there and that the disk is not full",
    ),
    "publish-new-target": ("nothing stands there yet", "check the address, and add --yes"),
}
