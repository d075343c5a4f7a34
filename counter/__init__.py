"""The clerk's app: the list of visits, and the review of one visit until it is filed."""
