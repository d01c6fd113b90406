using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Sync.Host.Commands;

/// <summary>Help ends with an example.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> Of = new()
    {
        ["sync"] = "sync --speed 60 --cameras 4",
        ["scheduler"] = "sync scheduler --rig rig.json --settings observatory.json",
        ["dither"] = "sync dither --rig rig.json --settings observatory.json",
        ["grader"] = "sync grader --rig rig.json --settings observatory.json",
        ["camera-agent"] = "sync camera-agent --rig rig.json --settings observatory.json --name esprit",
        ["pause"] = "sync pause --now --settings observatory.json",
        ["resume"] = "sync resume --settings observatory.json",
        ["stop"] = "sync stop --settings observatory.json",
        ["barrier"] = "sync barrier roof --program roof-controller --settings observatory.json",
        ["import"] = "sync import target-scheduler schedulerdb.sqlite",
        ["target-scheduler"] = "sync import target-scheduler schedulerdb.sqlite --json",
        ["check"] = "sync check --rig rig.json",
        ["devices"] = "sync devices --alpaca observatory:11111 --indi localhost",
        ["snap"] = "sync snap --rig rig.json --camera esprit --exposure 2 --filter L",
        ["plan"] = "sync plan --night 2026-11-20",
        ["grade"] = "sync grade night/frames/*.fits --json",
        ["trace"] = "sync trace 2026-11-20",
        ["rehearse"] = "sync rehearse --hours 8 --cameras 3 --seed 1 --json",
        ["backup"] = "sync backup --data /var/lib/sync/scheduler scheduler-2026-11-20.backup",
        ["restore"] = "sync restore --data /var/lib/sync/scheduler scheduler-2026-11-20.backup --replace",
        ["prepare-storage"] = "sync prepare-storage --secrets secrets --settings observatory.json",
    };

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new WithExample((HelpAction)option.Action!);
    }

    private sealed class WithExample(HelpAction usual) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = usual.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {Of[command is RootCommand ? "sync" : command.Name]}\n");
            return code;
        }
    }
}
