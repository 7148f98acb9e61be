using System.Net;

namespace Monitor.Net;

/// <summary>A connection that the address guard forbids.</summary>
internal sealed class AddressForbiddenException(string host, IPAddress address, string reason)
    : Exception(
        $"{(address.ToString() == host ? host : $"{host} leads to {address}, which")} is not public ({reason}); "
        + "Net:PrivateNetworks names the networks that may be asked all the same");
