package io.stackstate.api.auth;

/**
 * Who sends a request.
 *
 * @param name for logs; never the secret itself
 */
public record Caller(String name) {}
