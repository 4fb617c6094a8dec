"""What the residents' page says, in short sentences that are the same in all its languages; no words of the officials.

Every message of these modules is in the catalogues of all the page's languages: here a message stays short, has one
thing to say, and is never bent by a name or a number.
"""
