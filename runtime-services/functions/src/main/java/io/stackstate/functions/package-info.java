/**
 * Functions and scripts: what a settings node says about them, how they are compiled, confined and
 * run.
 *
 * <p>{@code sandbox} confines Groovy, {@code script} compiles and runs it, {@code worker} runs it
 * in a process that can be killed, {@code template} renders templates. This package holds what
 * callers use.
 */
package io.stackstate.functions;
