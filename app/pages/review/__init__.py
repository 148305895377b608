"""The review page: recordings and analysed videos, looked at again."""
