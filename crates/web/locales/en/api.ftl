# The page about the API.
api-title = For programs
api-lead = All that people can do with practices, drafts, reports and follows, programs can do too, with the same rules. Addresses begin with:
api-token = Send an access token in the header Authorization: Bearer. Make one in Settings, Access tokens.
api-errors = Errors are problem documents (RFC 9457), with each field that is not valid. Unknown fields are refused.
api-idempotency = Send a header Idempotency-Key with what you publish: sent twice, it takes effect once.
api-pages = Lists have a member “next”: send it as “after” to get the next page.
api-openapi = Description for machines (OpenAPI 3.1)
api-scope-none = open to all
api-scope-read = token: read
api-scope-write = token: write
