/**
 * Programs of synchronizations: id extractors, mapping functions and templates that settings bring,
 * compiled into a {@link io.stackstate.synchronization.mapping.Pipeline} (topology sheet, sections
 * 3.1 and 3.2). Functions come in through {@link
 * io.stackstate.synchronization.program.FunctionRuntime}, nodes through {@link
 * io.stackstate.synchronization.program.SettingsNodes}.
 */
package io.stackstate.synchronization.program;
