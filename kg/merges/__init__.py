"""Say which things of several documents are one: near names are proposed, a person decides, a build applies it."""
