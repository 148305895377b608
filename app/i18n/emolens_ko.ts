<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
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
        <source>Emolens is under the MIT licence and stands on these libraries:</source>
        <translation>Emolens는 MIT 라이선스를 따르며 다음 라이브러리를 사용합니다.</translation>
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
        <source>About</source>
        <translation>정보</translation>
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
        <source>The model card is missing. Reinstall Emolens.</source>
        <translation>모델 카드가 없습니다. Emolens를 다시 설치하세요.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
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
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>화면 목록</translation>
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
    <name>Settings</name>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
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
</context>
</TS>
