using Sync.Devices.Rig;
using Sync.Host.Commands;
using Sync.Script;
using Sync.Script.Reading;

namespace Sync.Host.Settings;

/// <summary>The night's script, as the setting Script:File names it.</summary>
internal static class ScriptFile
{
    /// <returns>an empty script where none is named</returns>
    /// <exception cref="SettingException">there is no such file</exception>
    /// <exception cref="ScriptException">it can't be used; the message has a line for each error</exception>
    public static Playbook Read(IConfiguration configuration, RigDescription rig)
    {
        if (configuration["Script:File"] is not { Length: > 0 } path)
            return Playbook.Empty;
        string[] cameras = [.. rig.Cameras.Select(c => c.Name)], covered = [.. rig.Cameras.Where(c => c.Cover is not null).Select(c => c.Name)];
        try
        {
            return ScriptReader.Read(Path.GetFileName(path), File.ReadAllText(path), cameras, covered);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"Script:File is {path}, which can't be read: {e.Message}");
        }
    }
}
