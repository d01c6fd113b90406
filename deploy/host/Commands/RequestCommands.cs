using System.CommandLine;
using Sync.Contracts;
using Sync.Host.Messaging;
using Sync.Host.Nights;
using Sync.Host.Requests;
using Sync.Host.Settings;

namespace Sync.Host.Commands;

/// <summary>What a person wants of the night that a scheduler has under way: `sync pause`, `sync resume`, `sync stop`.</summary>
internal static class RequestCommands
{
    public static IEnumerable<Command> All()
    {
        var (pauses, stops) = (Now(), Now());
        yield return Make(
            "pause", "Pauses the night when the exposures under way are finished; the mount stops tracking.", pauses,
            (parsed, id) => new RequestPause { RequestId = id, AbortExposures = parsed.GetValue(pauses) });
        yield return Make(
            "resume", "Lets a paused night go on; the telescopes are pointed anew.", null,
            (_, id) => new RequestResume { RequestId = id });
        yield return Make(
            "stop", "Ends the night in order when the exposures under way are finished; the mount parks.", stops,
            (parsed, id) => new RequestStop { RequestId = id, AbortExposures = parsed.GetValue(stops) });
    }

    private static Option<bool> Now() => new("--now") { Description = "Abort the exposures under way." };

    private static Command Make<T>(string name, string description, Option<bool>? now, Func<ParseResult, Guid, T> request)
        where T : class
    {
        var minutes = Minutes("How long to wait until it is done, up to 1440; it is done all the same.");
        var command = new Command(name, $"{description} Needs the setting ConnectionStrings:Broker.") { minutes };
        if (now is not null)
            command.Add(now);
        command.SetAction(async (parsed, cancel) =>
        {
            var sentence = await Ask(name, parsed.Configuration(), id => request(parsed, id), Within(parsed.GetValue(minutes)), cancel);
            Console.WriteLine(sentence);
            return CommandLine.Done;
        });
        return command;
    }

    /// <returns>how it is when it is done</returns>
    /// <exception cref="NightException">it is not done, and why</exception>
    public static async Task<string> Ask<T>(string name, IConfiguration configuration, Func<Guid, T> request, TimeSpan within, CancellationToken cancel)
        where T : class
    {
        var broker = BrokerAddress.Read(configuration, Senders.Operator)
            ?? throw new SettingException($"ConnectionStrings:Broker is empty; sync {name} needs the broker of the scheduler, such as amqp://HOST. A night in one process is ended by Ctrl+C.");
        await using var line = new OperatorBus(broker, configuration, Directory.GetCurrentDirectory());
        if (await line.Reach(cancel) is { } failure)
            throw new NightException(failure);
        var (done, sentence) = await line.Get<AskedRequest>().Ask(line.Bus, OperatorBus.Addressing, request, within, Console.WriteLine, cancel);
        return done ? sentence : throw new NightException(sentence);
    }

    public static Option<double> Minutes(string description) => new("--minutes") { Description = description, HelpName = "N", DefaultValueFactory = _ => 60 };

    public static TimeSpan Within(double minutes) =>
        minutes is > 0 and <= 1440 ? TimeSpan.FromMinutes(minutes) : throw new SettingException($"--minutes is {minutes}; allowed is more than 0 up to 1440.");
}
