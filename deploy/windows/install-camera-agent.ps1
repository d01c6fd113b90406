<#
.SYNOPSIS
Runs the agent of a camera at each start of this computer, and again whenever it ends.
.DESCRIPTION
A task of the scheduler, for it needs nobody to be logged in. It runs as LOCAL SERVICE, which can do little else.
Run it as administrator. Again, it replaces the task. With -Remove it takes it away; data and frames stay.
.EXAMPLE
.\install-camera-agent.ps1 -Name esprit -Broker amqps://observatory.local -Secrets C:\Sync\secrets -Rig C:\Sync\rig.json
#>
[CmdletBinding()]
param(
    # The camera, as the rig's file names it.
    [Parameter(Mandatory)] [ValidatePattern('^[a-z0-9-]{1,32}$')] [string] $Name,
    # Where the broker is: amqp://HOST or amqps://HOST.
    [string] $Broker,
    # Folder with Broker__Password, and with amqps Broker__Authority, which names the file broker-ca.pem.
    [string] $Secrets,
    [string] $Rig,
    # Folder of sync.exe.
    [string] $Program = $PSScriptRoot,
    # Folder of the agent's database, its frames and its log.
    [string] $Data = "$env:ProgramData\Sync\$Name",
    [switch] $Remove
)
$ErrorActionPreference = 'Stop'
$task = "Sync camera $Name"

if (Get-ScheduledTask -TaskName $task -ErrorAction SilentlyContinue) {
    Stop-ScheduledTask -TaskName $task
    Unregister-ScheduledTask -TaskName $task -Confirm:$false
}
if ($Remove) { return }

$sync = Join-Path $Program 'sync.exe'
foreach ($file in $sync, $Rig, $Secrets) {
    if (-not $file -or -not (Test-Path $file)) { throw "$file is not there; -Program, -Rig and -Secrets must be." }
}
if ($Broker -notmatch '^amqps?://') { throw "-Broker is '$Broker'; allowed is amqp://HOST or amqps://HOST." }

New-Item -ItemType Directory -Force $Data | Out-Null
# LOCAL SERVICE, by its number, for its name is another in each language. Nobody but it and administrators reads the password.
icacls $Data /grant '*S-1-5-19:(OI)(CI)M' | Out-Null
icacls $Secrets /inheritance:r /grant '*S-1-5-19:(OI)(CI)R' '*S-1-5-32-544:(OI)(CI)F' | Out-Null

$line = "set `"ConnectionStrings__Broker=$Broker`" & `"$sync`" camera-agent --name $Name --rig `"$Rig`" --data `"$Data`" --secrets `"$Secrets`" >> `"$Data\agent.log`" 2>&1"
$action = New-ScheduledTaskAction -Execute "$env:SystemRoot\System32\cmd.exe" -Argument "/d /s /c `"$line`"" -WorkingDirectory $Data
# At each start, and every minute where it does not run: whatever ends it, it begins again.
$triggers = (New-ScheduledTaskTrigger -AtStartup), (New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes 1))
$principal = New-ScheduledTaskPrincipal -UserId 'S-1-5-19' -LogonType ServiceAccount
$settings = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew -StartWhenAvailable `
    -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
Register-ScheduledTask -TaskName $task -Action $action -Trigger $triggers -Principal $principal -Settings $settings | Out-Null
Start-ScheduledTask -TaskName $task
