/**
 * From text to expression, with messages that a person understands. The only package that knows
 * ANTLR, whose lexer and parser are generated into it.
 */
package io.stackstate.stql.syntax;
