using System.CommandLine;
using Sync.Contracts;
using Sync.Scheduler.Events;

namespace Sync.Host.Commands;

/// <summary>`sync barrier NAME`: an external program comes to a barrier of the night's script, and goes on when it is open.</summary>
internal static class BarrierCommand
{
    public static Command Make()
    {
        var name = new Argument<string>("name") { Description = "The barrier, as the script calls it.", HelpName = "NAME" };
        var program = new Option<string>("--program")
        {
            Description = "Who comes, as the script's \"for\" calls it.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "program",
        };
        var minutes = RequestCommands.Minutes("How long to wait until it is open, up to 1440; who has come stays there.");
        var command = new Command("barrier", "Comes to a barrier of the night's script, and waits until it is open. Needs the setting ConnectionStrings:Broker.") { name, program, minutes };
        command.SetAction(async (parsed, cancel) =>
        {
            var (barrier, who) = (Named("NAME", parsed.GetValue(name)!), Named("--program", parsed.GetValue(program)!));
            Console.WriteLine(await RequestCommands.Ask(
                "barrier", parsed.Configuration(), id => new RequestBarrier { RequestId = id, Barrier = barrier, Program = who },
                RequestCommands.Within(parsed.GetValue(minutes)), cancel));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Named(string what, string text) =>
        BarrierDoor.IsName(text) ? text : throw new SettingException($"{what} is '{text}'; {BarrierDoor.Names}.");
}
