/** The health of views, from what is in them; pure (health sheet, section 6). */
package io.stackstate.health.view;
