/**
 * The script APIs: what asynchronous functions and scripts know of the platform (query sheet,
 * sections 5 and 6). {@link io.stackstate.functions.api.ScriptApis} puts them together; only what
 * {@code api.allow} lists can be called.
 */
package io.stackstate.functions.api;
