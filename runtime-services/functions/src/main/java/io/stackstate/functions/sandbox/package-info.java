/**
 * Confines Groovy (query sheet section 9), by allow-list and in four layers, each of which is
 * enough for what it covers:
 *
 * <ol>
 *   <li>{@link io.stackstate.functions.sandbox.SourceGuard} refuses in the source what has no place
 *       in a script: annotations, before anything that they name may run; types and imports that
 *       are not listed; names that no script may call. It gives errors with line and column.
 *   <li>{@link io.stackstate.functions.sandbox.Confinement} reads the bytecode that Groovy
 *       generated. An instruction that it does not know is refused. Every dynamic call is linked by
 *       {@link io.stackstate.functions.sandbox.SandboxLinker}, every call of Groovy's runtime that
 *       could reach a member by name goes to {@link io.stackstate.functions.sandbox.Gate}. Because
 *       it works on what will be executed and not on what was written, no form of the language
 *       escapes it.
 *   <li>Linker and gate check each call when it happens: the class of the receiver and the name
 *       must be in the {@link io.stackstate.functions.sandbox.AllowList}.
 *   <li>{@link io.stackstate.functions.sandbox.ScriptLoader} lets script classes link to listed
 *       classes only.
 * </ol>
 *
 * <p>Time, depth and memory are metered by {@link io.stackstate.functions.sandbox.Execution}, which
 * every loop, method and closure of a script reports to.
 */
package io.stackstate.functions.sandbox;
