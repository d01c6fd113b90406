using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.Clock;
using Sync.Devices;
using Sync.Ledger;

namespace Sync.CameraAgent.Exposures;

/// <summary>How an agent speaks: what must not be lost with the rows it belongs to, all else at once and once.</summary>
internal sealed partial class Mouth(Store store, Voice voice, TimeProvider time, IOptions<CameraAgentOptions> options, ILogger<Mouth> log)
{
    private readonly CameraAgentOptions options = options.Value;

    /// <summary>Writes rows with their messages, again and again until the database takes them.</summary>
    public Task Write(Func<Transaction, Task> work, CancellationToken cancel) =>
        store.WriteUntilTaken(work, why => NotWritten(log, why), cancel);

    /// <summary>The camera failed, and its shutter may still be open: its slot stays begun, with the reason, until the camera has answered again.</summary>
    /// <returns>to be thrown</returns>
    public async Task<DeviceException> Fails(SlotRow slot, Exception e, CancellationToken cancel)
    {
        await Write(t => Task.FromResult(Journal.Change(t, slot with { Reason = e.Message })), cancel);
        return new(slot.Camera, e.Message, e);
    }

    /// <summary>Sends what will be said again soon. It does not wait, and a failure changes nothing.</summary>
    public void Say<T>(string endpoint, T message)
        where T : class
    {
        var work = Work.Begin(time);
        _ = Task.Run(async () =>
        {
            using (work)
                await Send(endpoint, message);
        });
    }

    private async Task Send<T>(string endpoint, T message)
        where T : class
    {
        try
        {
            using var limit = new CancellationTokenSource(options.SendLimit, time);
            await voice.Say(endpoint, message, options.MessageLife, limit.Token);
        }
        catch (Exception e)
        {
            NotSaid(log, typeof(T).Name, endpoint, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The camera's journal could not be written and is tried again every second: {Reason} See that the disk is not full.")]
    private static partial void NotWritten(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Message} to {Endpoint} was not sent: {Reason}")]
    private static partial void NotSaid(ILogger log, string message, string endpoint, string reason);
}
