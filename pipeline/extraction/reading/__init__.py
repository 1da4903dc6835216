"""Reading: what a trained model reads of each figure from its whole document.

`completed` is the room's door. The model is a file in `../weights`; how it was trained is told in
`docs/reader.md`.
"""
