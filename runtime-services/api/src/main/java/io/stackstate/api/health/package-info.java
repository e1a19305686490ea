/** Health streams over REST (REST sheet, section 6.9; health sheet, section 4.5). */
package io.stackstate.api.health;
