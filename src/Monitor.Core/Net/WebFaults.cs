using System.Net.Sockets;
using System.Security.Authentication;

namespace Monitor.Net;

/// <summary>Says in our words what the network stack threw.</summary>
internal static class WebFaults
{
    public static WebAnswer.Failed Explain(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AddressForbiddenException forbidden:
                    return new WebAnswer.Failed(WebTrouble.AddressForbidden, forbidden.Message);
                case AuthenticationException tls:
                    return new WebAnswer.Failed(WebTrouble.Tls, $"TLS failed: {tls.Message}");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return new WebAnswer.Failed(WebTrouble.NameUnknown, "the name service knows no such host");
                case SocketException { SocketErrorCode: SocketError.TryAgain or SocketError.NoRecovery }:
                    return new WebAnswer.Failed(WebTrouble.NameServiceDown, "the name service does not answer");
            }
        }

        return fault is HttpRequestException { HttpRequestError: var error }
            ? OfRequest(error, fault)
            : new WebAnswer.Failed(WebTrouble.ConnectionBroken, $"the connection broke: {fault.Message}");
    }

    private static WebAnswer.Failed OfRequest(HttpRequestError error, Exception fault)
    {
        var innermost = fault.GetBaseException().Message;
        return error switch
        {
            HttpRequestError.SecureConnectionError => new WebAnswer.Failed(WebTrouble.Tls, $"TLS failed: {innermost}"),
            HttpRequestError.NameResolutionError => new WebAnswer.Failed(WebTrouble.NameServiceDown, $"the name could not be resolved: {innermost}"),
            HttpRequestError.ConnectionError => new WebAnswer.Failed(WebTrouble.ConnectionFailed, $"no connection: {innermost}"),
            HttpRequestError.ConfigurationLimitExceeded => new WebAnswer.Failed(WebTrouble.TooLarge, $"the answer exceeds a limit: {innermost}"),
            _ => new WebAnswer.Failed(WebTrouble.ConnectionBroken, $"the connection broke: {innermost}"),
        };
    }
}
