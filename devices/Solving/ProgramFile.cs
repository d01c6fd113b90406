namespace Sync.Devices.Solving;

/// <summary>Whether a program is there, before it is needed.</summary>
internal static class ProgramFile
{
    /// <param name="program">a path, or a name that is looked for where the system does</param>
    public static bool IsThere(string program)
    {
        var names = OperatingSystem.IsWindows() ? new[] { program, program + ".exe" } : [program];
        if (Path.GetFileName(program) != program)
            return names.Any(File.Exists);
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name))));
    }
}
