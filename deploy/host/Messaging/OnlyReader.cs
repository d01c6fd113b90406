using RabbitMQ.Client;
using Sync.Clock;
using Sync.Host.Commands;
using Sync.Host.Settings;

namespace Sync.Host.Messaging;

/// <summary>
/// Sees before an agent touches its camera that no other agent of that name runs, wherever that is. Should two begin in one instant, the
/// broker lets only the first one read, and nothing is ever opened twice.
/// </summary>
internal static class OnlyReader
{
    /// <summary>A broker knows at once that a process was killed, but not that a machine lost its power: the next start asks again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    /// <param name="broker">one that was knocked at</param>
    /// <param name="endpoint">what this process would read</param>
    /// <param name="name">of the camera</param>
    /// <param name="cancel">ends the waiting</param>
    /// <exception cref="SettingException">somebody reads it, and goes on reading it</exception>
    public static async Task Check(BrokerAddress broker, string endpoint, string name, CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Readers(broker, endpoint, cancel) > 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new SettingException($"An agent of camera {name} runs already: the broker {broker.Uri} has a reader of {endpoint}. Stop that one, or see that the name of the camera is right.");
            await TimeProvider.System.Pass(LookAgain, cancel);
        }
    }

    /// <returns>0 where there is no such queue yet, and where the broker does not answer: then nobody reads</returns>
    private static async Task<uint> Readers(BrokerAddress broker, string endpoint, CancellationToken cancel)
    {
        try
        {
            await using var connection = await BrokerDoor.Connect(broker, cancel);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
            return (await channel.QueueDeclarePassiveAsync(endpoint, cancel)).ConsumerCount;
        }
        catch (Exception e) when (BrokerDoor.IsAway(e))
        {
            return 0;
        }
    }
}
