"""How good the search is: questions in four languages with judged answers, ours beside two well-known engines."""
