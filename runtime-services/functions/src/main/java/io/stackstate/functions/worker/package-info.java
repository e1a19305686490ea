/**
 * Runs functions in child processes that can be killed. {@link
 * io.stackstate.functions.worker.WorkerPool} is the parent's side, {@link
 * io.stackstate.functions.worker.WorkerMain} the child's; they speak {@link
 * io.stackstate.functions.worker.Frames} of JSON over the child's standard input and output.
 */
package io.stackstate.functions.worker;
