/** Amazon SNS as an output. */
package io.stackstate.automation.output.aws;
