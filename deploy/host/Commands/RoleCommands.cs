using System.CommandLine;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Nights;
using Sync.Host.Settings;

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
        var command = new Command(role.Name, $"{description} Needs the setting ConnectionStrings:Broker.") { rig, folder };
        if (name is not null)
            command.Add(name);
        command.SetAction(async (parsed, cancel) =>
        {
            var described = RigFile.Read(parsed.GetValue(rig)!.FullName);
            var camera = name is null ? null : described.Camera(parsed.GetValue(name)!).Name;
            if (camera is null)
                described.Whole();
            await RoleProcess.Run(Settings(role, described, camera, Options.ParseFolder(parsed.GetValue(folder)!), parsed.Configuration()), cancel);
            return CommandLine.Done;
        });
        return command;
    }

    private static HostSettings Settings(Role role, RigDescription rig, string? camera, string folder, IConfiguration configuration)
    {
        var simulation = configuration.Section<SimulationOptions>("Simulation");
        return new()
        {
            Roles = [role],
            Rig = rig,
            Cameras = camera is null ? [.. rig.Cameras.Select(c => c.Name)] : [camera],
            Directory = folder,
            Time = simulation.Time(),
            Seed = simulation.Seed,
            World = simulation.World,
            Broker = BrokerAddress.Read(configuration, camera is null ? role.Name : Addresses.Camera(camera))
                ?? throw new SettingException("ConnectionStrings:Broker is empty; a role alone needs a broker, such as amqp://HOST."),
            Storage = StorageAddress.Read(configuration),
            Configuration = configuration,
            Logs = true,
            Serves = true,
        };
    }
}
