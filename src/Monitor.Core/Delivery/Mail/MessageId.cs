using System.Security.Cryptography;
using System.Text;

namespace Monitor.Delivery.Mail;

/// <summary>
/// Ids of messages: a pure function of the key, so that a message that is sent again after an unknown outcome is recognised as the same
/// one by whoever got it already.
/// </summary>
public static class MessageId
{
    /// <summary>The <c>Message-ID</c> of a mail: <c>&lt;3f0c…@example.org&gt;</c>.</summary>
    public static string Of(string key, string domain) => $"<{Hash("message\n" + key)}@{domain}>";

    /// <summary>The root that all mails of a conversation refer to. No mail has it, so none needs to be the first.</summary>
    public static string OfThread(string threadKey, string domain) => $"<{Hash("thread\n" + threadKey)}@{domain}>";

    /// <summary>The id that a webhook's receiver sees.</summary>
    public static string OfWebhook(string key) => $"msg_{Hash("webhook\n" + key)}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
