using System.CommandLine;
using Sync.Clock;
using Sync.Devices.Rig;
using Sync.Host.Nights;

namespace Sync.Host.Commands;

/// <summary>One role on RabbitMQ: `sync scheduler`, `sync dither`, `sync grader`, `sync camera-agent`.</summary>
internal static class RoleCommands
{
    public static IEnumerable<Command> All()
    {
        yield return Make(Role.Scheduler, "The night, the rounds, the plan.");
        yield return Make(Role.Dither, "Guider and mount: all that moves the sky.");
        yield return Make(Role.Grader, "Measures and judges frames.");
        var name = new Option<string>("--name") { Description = "The camera, as the rig names it.", HelpName = "CAMERA", Required = true };
        yield return Make(Role.CameraAgent, "One camera: opens its shutter only under a hold.", name);
    }

    private static Command Make(Role role, string description, Option<string>? name = null)
    {
        var rig = Options.Rig();
        rig.Required = true;
        var folder = Options.Folder();
        var command = new Command(role.Name, $"{description} Needs ConnectionStrings__Broker.") { rig, folder };
        if (name is not null)
            command.Add(name);
        command.SetAction(async (parsed, cancel) =>
        {
            var described = RigFile.Read(parsed.GetValue(rig)!.FullName);
            await RoleProcess.Run(
                new HostSettings
                {
                    Roles = [role],
                    Rig = described,
                    Cameras = name is null ? [.. described.Cameras.Select(c => c.Name)] : [described.Camera(parsed.GetValue(name)!).Name],
                    Directory = Options.ParseFolder(parsed.GetValue(folder)!),
                    Time = RoleSettings.Clock,
                    Seed = RoleSettings.Seed,
                    World = RoleSettings.World,
                    Broker = RoleSettings.Broker ?? throw new SettingException("ConnectionStrings__Broker is empty; a role alone needs a broker, such as amqp://USER:PASSWORD@HOST."),
                    Storage = RoleSettings.Storage,
                    Logs = true,
                    Options = new Dictionary<string, string?> { ["Night:EveryEvening"] = "true" },
                },
                cancel);
            return CommandLine.Done;
        });
        return command;
    }
}
