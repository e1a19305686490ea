/** Service accounts of Kubernetes as callers (REST sheet, section 4.1). */
package io.stackstate.api.auth.kubernetes;
