/**
 * Chats: Slack, Microsoft Teams, Discord, Telegram, Mattermost, Rocket.Chat, and short messages to
 * telephones (health sheet, sections 9.4, 10.4 and 12.2).
 */
package io.stackstate.automation.output.chat;
