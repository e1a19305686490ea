/** Types under the names that scripts of public packages import. */
package com.stackstate.structtype;
