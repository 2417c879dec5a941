# Faults of fields.
problems = { $count ->
    [one] { $shown } problem
   *[other] { $shown } problems
}
fault-missing = Please fill this in.
fault-too-long = At most { $it } characters; these are { $other }.
fault-too-many = { $count ->
    [one] At most { $shown }.
   *[other] At most { $shown }.
}
fault-not-in-list = “{ $it }” is not in the list.
fault-malformed = Please write it in this form: { $it }.
fault-forbidden-character = This contains a character that cannot be used here, such as an invisible control character, < or >.
fault-end-before-start = The end is before the start.
fault-nothing-went-wrong = Something is always hard. Write what it was, or “unknown”: it saves others the same trouble.
fault-alt-text-missing = Describe the photo for people who cannot see it, or tick “decorative”.
fault-people-did-not-agree = People can be recognised and did not agree: take this photo away.
fault-taken = This is already in use.
fault-too-short = { $count ->
    [one] At least { $shown } character.
   *[other] At least { $shown } characters.
}
fault-too-common = This is among the most common passwords. Please choose another one.
fault-not-normalised = Line { $it }, character { $other } is written in a decomposed form (not NFC). Please type it anew.
fault-language-without-text = { $it } is listed, but has no text.
fault-not-freezable = Line { $it } has something that a frozen text may not have. Use paragraphs, headings with ## and ###, lists, quotes, *emphasis* and links to https:// addresses.

# Pages of errors: what happened, then what to do.
error-not-found = This page does not exist
error-help-not-found = It may have been moved or taken away, or you may need to log in to see it.
error-method-not-allowed = This does not work here
error-help-method-not-allowed = Please go back and use the buttons of the page.
error-forbidden = You may not do this
error-help-forbidden = Your role does not allow it. Somebody with more rights in your organisation can do it, or change your role.
error-form-not-ours = Nothing was done
error-help-form-not-ours = This form was open for too long, or was not sent from a page of this node. Go back, load the page again and send it once more.
error-bad-request = This request cannot be understood
error-help-bad-request = Please go back and try again. Nothing was changed.
error-wrong-host = This node has another name
error-help-wrong-host = Please use the address that you were given.
error-too-large = This is too large
error-help-too-large = A photo may have at most 10 MB, a form 256 kB. Nothing was changed.
error-too-slow = This took too long
error-help-too-slow = The connection is slow: please try again. Nothing was changed.
error-unsupported-type = This type cannot be read
error-help-unsupported-type = Please send it in the form that the documentation names.
error-too-many = Too many tries
error-help-too-many = Please wait a minute, then try again.
error-not-signed-in = Please log in
error-help-not-signed-in = Your login has ended. Log in in another tab, then go back and send again: what you typed is still in the form.
error-refused = This was not done
error-help-refused = A rule does not allow it. Nothing was changed.
error-invalid = Some fields need another look
error-help-invalid = Nothing was stored. Go back to the form: what you typed is still there.
error-conflict = Somebody else changed this in the meantime
error-help-conflict = Nothing was overwritten. Load the page again, look at the changes, then make yours.
error-not-set-up = This node is not set up yet
error-help-not-set-up = The operator runs “bandung setup” on the machine and opens the link that it prints.
error-remote-not-allowed = This address cannot be used
error-help-remote-not-allowed = Please check it. An address looks like @name@server.
error-remote-not-found = There is no such account
error-help-remote-not-found = The other server answers that it does not know it. Please check the spelling.
error-remote-unreachable = The other server does not answer
error-help-remote-unreachable = It may be offline. Nothing is lost: try again later.
error-remote-unusable = The other server answers something that cannot be used here
error-help-remote-unusable = Its software may be different. You can tell its operator.
error-unavailable = Something is wrong on this node
error-help-unavailable = Nothing that you sent was half done. Please try again in a minute. If it stays like this, tell the operator.
error-try-later = Please try again in a minute.
error-withdrawn = This practice was withdrawn
error-help-withdrawn = Its author took it back. Nothing can be added to it any more.
error-no-room = The disk of this node is nearly full
error-help-no-room = Nothing was changed. What you wrote is still in the form; send it again when the operator has made room.
