using System.Net.Sockets;

namespace Sync.Host.Web;

/// <summary>Nothing can listen there.</summary>
/// <param name="setting">that says so</param>
/// <param name="addresses">where</param>
/// <param name="why">what the system said</param>
internal sealed class PortException(string setting, string addresses, Exception why) : IOException(Sentence(setting, addresses, why), why)
{
    private static string Sentence(string setting, string addresses, Exception why) => IsTaken(why)
        ? $"{setting} is {addresses}, which is in use by another program."
        : $"{setting} is {addresses}, which can't be listened on: {why.Message}";

    private static bool IsTaken(Exception? why) =>
        why is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (why is not null && IsTaken(why.InnerException));
}
