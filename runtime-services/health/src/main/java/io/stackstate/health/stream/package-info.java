/** The fold of health streams into check states; pure (health sheet, section 4). */
package io.stackstate.health.stream;
