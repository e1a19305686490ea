/**
 * Compiles scripts and runs them within the {@code sandbox}; errors are those that their authors
 * understand.
 */
package io.stackstate.functions.script;
