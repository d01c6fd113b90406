using System.Net.Sockets;

namespace Sync.Host.Web;

/// <summary>Nothing can listen there.</summary>
/// <param name="addresses">where</param>
/// <param name="why">what the system said</param>
internal sealed class PortException(string addresses, Exception why) : IOException(Sentence(addresses, why), why)
{
    private static string Sentence(string addresses, Exception why) => IsTaken(why)
        ? $"{addresses} is in use by another program."
        : $"{addresses} can't be listened on: {why.Message}";

    private static bool IsTaken(Exception? why) =>
        why is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (why is not null && IsTaken(why.InnerException));
}
