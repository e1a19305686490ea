/**
 * Reconciles StackStateInstance: facts, objects, stages, status (operator sheet, sections 5.2 to
 * 5.8).
 */
package io.stackstate.operator.instance;
