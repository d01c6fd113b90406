using System.Net;

namespace Sync.Host.Web;

/// <summary>Tells of refused logins, once a second at most: whoever guesses passwords shall not fill the disk.</summary>
internal sealed partial class Refusals(ILogger log, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private long? last;
    private int untold;

    public void Tell(IPAddress? address)
    {
        lock (gate)
        {
            if (last is { } told && time.GetElapsedTime(told) < Between)
            {
                untold++;
                return;
            }
            last = time.GetTimestamp();
            Refused(log, address, untold);
            untold = 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A login to the page from {Address} was refused; {Untold} more were since the last such line.")]
    private static partial void Refused(ILogger log, IPAddress? address, int untold);
}
