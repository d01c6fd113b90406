using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Host.Nights;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Script;

namespace Sync.Host.Commands;

/// <summary>The command `sync`: 0 done, 1 failed, 2 wrong arguments or settings, each failure with one sentence.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Wrong = 2;

    public static async Task<int> Run(string[] args)
    {
        using var signals = new StopSignals();
        var parsed = Root(signals).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(ParseFailure.Sentence(parsed));
            return Wrong;
        }
        if (parsed.Action is AsynchronousCommandLineAction)
            signals.Listen();
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, signals.First);
        }
        catch (Exception e) when (IsSetting(e))
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Wrong;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before it was done.");
            return Failed;
        }
        catch (Exception e) when (e is LedgerException or DeviceException or ImportException or NightException or IOException or UnauthorizedAccessException or DbException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    private static RootCommand Root(StopSignals signals)
    {
        var root = new RootCommand("Sync: several telescopes on one mount, and no shutter open while the sky moves.");
        SettingSwitches.AddTo(root);
        NightCommand.Fill(root, signals);
        foreach (var command in RoleCommands.All())
            root.Add(command);
        foreach (var command in RequestCommands.All())
            root.Add(command);
        root.Add(BarrierCommand.Make());
        root.Add(ImportCommand.Make());
        root.Add(PlanCommand.Make());
        root.Add(CheckCommand.Make());
        root.Add(DevicesCommand.Make());
        root.Add(SnapCommand.Make());
        root.Add(GradeCommand.Make());
        root.Add(RehearseCommand.Make());
        root.Add(TraceCommand.Make());
        root.Add(BackupCommand.Make());
        root.Add(RestoreCommand.Make());
        root.Add(PrepareStorageCommand.Make());
        Examples.AddTo(root);
        return root;
    }

    /// <summary>What a person wrote, as opposed to what happened.</summary>
    private static bool IsSetting(Exception e) =>
        e is RigException or ScriptException or ArgumentException or SettingException or OptionsValidationException
        || (e is InvalidOperationException && e.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal));
}
