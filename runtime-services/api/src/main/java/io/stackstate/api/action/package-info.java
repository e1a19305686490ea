/** Actions of components over REST (health sheet, section 11; UI sheet, component actions). */
package io.stackstate.api.action;
