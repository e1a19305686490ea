/** Events that tell of changes of elements; pure (health sheet, sections 8.1 and 8.2). */
package io.stackstate.synchronization.event;
